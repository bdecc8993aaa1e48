// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a caller wants of one value. */
public sealed interface ArgChange {
    /** The largest value: an argument of a process may have 128 KiB, its name included. */
    int LARGEST_VALUE = 100_000;

    /** The longest name, in characters. */
    int LONGEST_NAME = 255;

    /**
     * A value is given.
     *
     * @param secret absent: as it was, or as the name looks
     */
    record Give(String value, Optional<Boolean> secret) implements ArgChange {
        int bytes() {
            return value.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public String toString() {
            return "Give[…]";
        }
    }

    /** The value is taken away. */
    record TakeAway() implements ArgChange {}

    /**
     * Reads {@code {"VERSION":"1.2","TOKEN":{"value":"x","secret":true},"OLD":null}}. Numbers and
     * booleans are not taken for text: how they were written would be lost.
     */
    static SequencedMap<String, ArgChange> read(Map<String, JsonNode> given, String field) {
        SequencedMap<String, ArgChange> changes = new LinkedHashMap<>();
        given.forEach((name, node) -> {
            String path = field.isEmpty() ? name : field + "." + name;
            checkName(name, field.isEmpty() ? "name" : field);
            changes.put(name, read(node, path));
        });
        return changes;
    }

    /** As {@link #read}, where nothing is there that could be taken away. */
    static SequencedMap<String, Give> readGiven(Map<String, JsonNode> given, String field) {
        SequencedMap<String, Give> values = new LinkedHashMap<>();
        read(given, field)
                .forEach((name, change) -> {
                    switch (change) {
                        case Give value -> values.put(name, value);
                        case TakeAway _ ->
                                throw ProblemException.invalid(
                                        field + "." + name, "Send a value, or leave the name out.");
                    }
                });
        return values;
    }

    private static ArgChange read(JsonNode node, String field) {
        if (node.isNull()) {
            return new TakeAway();
        }
        if (node.isTextual()) {
            return give(node.textValue(), Optional.empty(), field);
        }
        if (!node.isObject()) {
            throw ProblemException.invalid(
                    field,
                    "Send a text in quotes, an object {\"value\":…,\"secret\":…}, or null to take"
                            + " the value away.");
        }
        List<String> unknown =
                node.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> !key.equals("value") && !key.equals("secret"))
                        .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(field, "An object has value and secret, nothing else.");
        }
        JsonNode value = node.path("value");
        if (!value.isTextual()) {
            throw ProblemException.invalid(field + ".value", "Send a text in quotes.");
        }
        JsonNode secret = node.path("secret");
        if (!secret.isMissingNode() && !secret.isBoolean()) {
            throw ProblemException.invalid(field + ".secret", "Send true or false.");
        }
        return give(
                value.textValue(),
                secret.isBoolean() ? Optional.of(secret.booleanValue()) : Optional.empty(),
                field);
    }

    private static Give give(String value, Optional<Boolean> secret, String field) {
        Give given = new Give(value, secret);
        checkValue(given, field);
        return given;
    }

    private static void checkName(String name, String field) {
        boolean wellFormed =
                !name.isEmpty()
                        && name.length() <= LONGEST_NAME
                        && name.chars()
                                .noneMatch(c ->
                                        c == '='
                                                || Character.isWhitespace(c)
                                                || Character.isISOControl(c));
        if (!wellFormed) {
            throw ProblemException.invalid(
                    field,
                    "Use the name of an ARG as the Dockerfile has it: 1 to "
                            + LONGEST_NAME
                            + " characters, no '=' and no white space.");
        }
    }

    private static void checkValue(Give given, String field) {
        if (given.value().indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    field, "Take the NUL character out: no process can be given one.");
        }
        if (given.bytes() > LARGEST_VALUE) {
            throw ProblemException.invalid(
                    field,
                    "Give at most "
                            + LARGEST_VALUE
                            + " bytes. Put larger things into the repository or an artifact store.");
        }
    }

    /** A value that another service gave. */
    static Give give(String name, String value) {
        checkName(name, "values");
        return give(value, Optional.empty(), "values." + name);
    }
}
