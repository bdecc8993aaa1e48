// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a text is one JSON value that can be kept: each name once in its object, no character
 * that PostgreSQL or UTF-8 has no place for, not nested without end, nothing behind it.
 */
final class JsonText {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 4096;

    private static final JsonFactory STRICT =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNameLength(LONGEST_NAME)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final Deque<Set<String>> names = new ArrayDeque<>();

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /** Throws a 400 for what is no JSON, and a 422 for a text that cannot be kept. */
    static void check(byte[] body) {
        try (JsonParser parser = STRICT.createParser(body)) {
            new JsonText(parser).check();
        } catch (StreamConstraintsException _) {
            throw unreadable(
                    "Nest at most "
                            + DEEPEST
                            + " levels deep, and use names of at most "
                            + LONGEST_NAME
                            + " characters.");
        } catch (IOException e) {
            throw JsonProblems.unreadable(e);
        }
    }

    private void check() throws IOException {
        boolean complete = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (complete) {
                throw unreadable("Send one JSON object and nothing behind it.");
            }
            check(token);
            complete = !token.isStructStart() && parser.getParsingContext().inRoot();
        }
        if (!complete) {
            throw unreadable("Send one JSON object.");
        }
    }

    private void check(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> names.push(new HashSet<>());
            case END_OBJECT -> names.pop();
            case FIELD_NAME -> {
                checkText(parser.currentName());
                if (!names.getFirst().add(parser.currentName())) {
                    throw ProblemException.of(
                            Problem.UNREADABLE_JSON, field(), "Name each field of an object once.");
                }
            }
            case VALUE_STRING -> checkText(parser.getText());
            default -> {}
        }
    }

    private void checkText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.invalid(field(), "Take the NUL character out.");
        }
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw ProblemException.invalid(
                    field(), "Use complete characters: half of a surrogate pair stands alone.");
        }
    }

    private String field() {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = parser.getParsingContext();
                at != null && !at.inRoot();
                at = at.getParent()) {
            path.insert(
                    0, at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.getCurrentName());
        }
        return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
    }

    private static ProblemException unreadable(String detail) {
        return ProblemException.of(Problem.UNREADABLE_JSON, detail);
    }
}
