// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.line.LogicalLine;
import dev.hornero.dockerfile.text.Blanks;
import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes instructions apart as {@code frontend/dockerfile/parser/line_parsers.go} of BuildKit. */
final class StatementParser {
    /** What an ENV or LABEL has between key and value. */
    static final String EQUALS = "=";

    /** ENV and LABEL are handed on as key, value, delimiter. */
    static final int PAIR = 3;

    /** Behind so many ONBUILD nothing is looked at any more: two are an error already. */
    private static final int DEEPEST = 8;

    private final char escape;

    StatementParser(char escape) {
        this.escape = escape;
    }

    Statement parse(LogicalLine line) throws InvalidDockerfileException {
        return parse(line, line.text(), 0);
    }

    private Statement parse(LogicalLine line, String text, int depth)
            throws InvalidDockerfileException {
        String trimmed = Blanks.trim(text);
        int keywordEnd = Blanks.firstSeparator(trimmed);
        String keyword = trimmed.substring(0, keywordEnd);
        Flagged behind =
                Flagged.of(trimmed.substring(Blanks.endOfSeparator(trimmed, keywordEnd)), escape);
        Optional<Keyword> known = Keyword.of(keyword);
        if (known.isPresent() && known.get() == Keyword.ONBUILD) {
            return parseOnBuild(line, keyword, behind, depth);
        }
        Arguments arguments =
                known.isEmpty()
                        ? Arguments.of(List.of())
                        : arguments(line, known.get(), behind.rest());
        return new Statement(
                line,
                line.last(),
                keyword,
                behind.flags(),
                arguments.values(),
                arguments.isJson(),
                Optional.empty(),
                List.of());
    }

    private Statement parseOnBuild(LogicalLine line, String keyword, Flagged behind, int depth)
            throws InvalidDockerfileException {
        List<String> arguments = new ArrayList<>();
        Optional<Statement> trigger = Optional.empty();
        if (!behind.rest().isEmpty() && depth < DEEPEST) {
            Statement parsed = parse(line, behind.rest(), depth + 1);
            arguments.add(parsed.keyword());
            arguments.addAll(parsed.arguments());
            trigger = Optional.of(parsed);
        }
        return new Statement(
                line, line.last(), keyword, behind.flags(), arguments, false, trigger, List.of());
    }

    private record Arguments(List<String> values, boolean isJson) {
        static Arguments of(List<String> values) {
            return new Arguments(values, false);
        }
    }

    private Arguments arguments(LogicalLine line, Keyword keyword, String rest)
            throws InvalidDockerfileException {
        return switch (keyword) {
            case ARG -> Arguments.of(QuotedWords.of(rest, escape));
            case ENV, LABEL -> Arguments.of(pairs(line, keyword, rest));
            case EXPOSE, FROM -> Arguments.of(rest.isEmpty() ? List.of() : Blanks.split(rest));
            case MAINTAINER, STOPSIGNAL, USER, WORKDIR ->
                    Arguments.of(rest.isEmpty() ? List.of() : List.of(rest));
            case ADD, COPY, VOLUME -> jsonOr(line, rest, Blanks.split(rest));
            case CMD, ENTRYPOINT, RUN, SHELL -> jsonOr(line, rest, List.of(rest));
            case HEALTHCHECK -> healthcheck(line, rest);
            case ONBUILD -> throw new IllegalArgumentException("ONBUILD has no arguments");
        };
    }

    private static Arguments jsonOr(LogicalLine line, String rest, List<String> otherwise)
            throws InvalidDockerfileException {
        if (rest.isEmpty()) {
            return Arguments.of(List.of());
        }
        return switch (JsonStrings.of(rest)) {
            case JsonStrings.Strings(var values) -> new Arguments(values, true);
            case JsonStrings.NoArray() -> Arguments.of(otherwise);
            case JsonStrings.OtherArray() ->
                    throw new InvalidDockerfileException(
                            line.first(),
                            "when using JSON array syntax, arrays must be comprised of strings"
                                    + " only");
        };
    }

    private static Arguments healthcheck(LogicalLine line, String rest)
            throws InvalidDockerfileException {
        int typeEnd = 0;
        while (typeEnd < rest.length() && !Blanks.isSpace(rest.charAt(typeEnd))) {
            typeEnd++;
        }
        if (typeEnd == 0) {
            return Arguments.of(List.of());
        }
        String command = Blanks.trimStart(rest.substring(typeEnd));
        Arguments parsed = jsonOr(line, command, List.of(command));
        List<String> values = new ArrayList<>();
        values.add(rest.substring(0, typeEnd));
        values.addAll(parsed.values());
        return new Arguments(values, parsed.isJson());
    }

    /** {@code KEY value} or {@code key=value…}, distinguished by the first word. */
    private List<String> pairs(LogicalLine line, Keyword keyword, String rest)
            throws InvalidDockerfileException {
        List<String> words = QuotedWords.of(rest, escape);
        if (words.isEmpty()) {
            return List.of();
        }
        if (!words.getFirst().contains(EQUALS)) {
            int keyEnd = Blanks.firstSeparator(rest);
            if (keyEnd == rest.length()) {
                throw new InvalidDockerfileException(
                        line.first(), keyword + " must have two arguments");
            }
            return List.of(
                    rest.substring(0, keyEnd),
                    rest.substring(Blanks.endOfSeparator(rest, keyEnd)),
                    "");
        }
        List<String> pairs = new ArrayList<>(words.size() * PAIR);
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new InvalidDockerfileException(
                        line.first(),
                        "Syntax error - can't find = in "
                                + Quoted.of(word)
                                + ". Must be of the form: name=value");
            }
            pairs.add(word.substring(0, equals));
            pairs.add(word.substring(equals + 1));
            pairs.add(EQUALS);
        }
        return pairs;
    }
}
