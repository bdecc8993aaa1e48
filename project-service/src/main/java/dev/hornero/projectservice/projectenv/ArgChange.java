// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
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

    /** The most values of a build, and of one request. */
    int MOST_VALUES = 500;

    /** All values of a build together; with room for the envelope they fit into one record. */
    int LARGEST_SUM = 512 * 1024;

    /**
     * A value is put in the place of the one that may be there.
     *
     * @param secret absent: as it was, or as the name looks
     */
    record Put(String value, Optional<Boolean> secret) implements ArgChange {
        int bytes() {
            return value.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public String toString() {
            return "Put[…]";
        }
    }

    /** The value is removed. */
    record Remove() implements ArgChange {}

    /**
     * Reads {@code {"VERSION":"1.2","TOKEN":{"value":"x","secret":true},"OLD":null}}. Numbers and
     * booleans are not taken for text: how they were written would be lost.
     */
    static SequencedMap<String, ArgChange> read(Map<String, JsonNode> given, String field) {
        String whole = field.isEmpty() ? "args" : field;
        checkCount(given.size(), whole);
        SequencedMap<String, ArgChange> changes = new LinkedHashMap<>();
        given.forEach((name, node) -> {
            String path = field.isEmpty() ? name : field + "." + name;
            checkName(name, field.isEmpty() ? "name" : field);
            changes.put(name, read(node, path));
        });
        checkSum(changes.values(), whole);
        return changes;
    }

    /** The plain values that another service gave. */
    static SequencedMap<String, Put> readPlain(Map<String, String> given, String field) {
        checkCount(given.size(), field);
        SequencedMap<String, Put> values = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            checkName(name, field);
            values.put(name, put(value, Optional.empty(), field + "." + name));
        });
        checkSum(values.values(), field);
        return values;
    }

    /** Refuses more values than a build may have. */
    static void checkCount(int count, String field) {
        if (count > MOST_VALUES) {
            throw ProblemException.invalid(
                    field,
                    "A build may have %d values, here are %d. Leave some out."
                            .formatted(MOST_VALUES, count));
        }
    }

    private static void checkSum(Collection<? extends ArgChange> changes, String field) {
        long sum = 0;
        for (ArgChange change : changes) {
            sum +=
                    switch (change) {
                        case Put given -> given.bytes();
                        case Remove _ -> 0;
                    };
        }
        checkSum(sum, field);
    }

    /** Refuses more bytes than all values of a build may have together. */
    static void checkSum(long sum, String field) {
        if (sum > LARGEST_SUM) {
            throw ProblemException.invalid(
                    field,
                    "All values of a build may have %d bytes together, with these they have %d."
                                    .formatted(LARGEST_SUM, sum)
                            + " Take some away, or make them shorter.");
        }
    }

    /** As {@link #read}, where nothing is there that could be taken away. */
    static SequencedMap<String, Put> readGiven(Map<String, JsonNode> given, String field) {
        SequencedMap<String, Put> values = new LinkedHashMap<>();
        read(given, field)
                .forEach((name, change) -> {
                    switch (change) {
                        case Put value -> values.put(name, value);
                        case Remove _ ->
                                throw ProblemException.invalid(
                                        field + "." + name, "Send a value, or leave the name out.");
                    }
                });
        return values;
    }

    private static ArgChange read(JsonNode node, String field) {
        if (node.isNull()) {
            return new Remove();
        }
        if (node.isTextual()) {
            return put(node.textValue(), Optional.empty(), field);
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
        return put(
                value.textValue(),
                secret.isBoolean() ? Optional.of(secret.booleanValue()) : Optional.empty(),
                field);
    }

    private static Put put(String value, Optional<Boolean> secret, String field) {
        Put given = new Put(value, secret);
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

    private static void checkValue(Put given, String field) {
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
}
