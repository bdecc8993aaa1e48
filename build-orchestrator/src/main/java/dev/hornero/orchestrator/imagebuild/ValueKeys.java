// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.orchestrator.imagebuild.model.Build;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The keys of a build's values in its Secret. They are neutral: a build argument that is called
 * like a variable of the executor, such as PATH, must not become one.
 *
 * @param arguments names of build arguments by the key, which is an environment variable as well
 * @param secrets ids of build secrets by the key, which is a file name as well
 */
record ValueKeys(SequencedMap<String, String> arguments, SequencedMap<String, String> secrets) {
    private static final String ARGUMENT = "HORNERO_ARG_";
    private static final String SECRET = "secret-";

    static ValueKeys of(Build build) {
        return new ValueKeys(
                numbered(ARGUMENT, build.values().values().keySet()),
                numbered(SECRET, new TreeMap<>(build.secrets().values()).keySet()));
    }

    private static SequencedMap<String, String> numbered(String prefix, Collection<String> names) {
        SequencedMap<String, String> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.put(prefix + (keys.size() + 1), name));
        return keys;
    }

    boolean isEmpty() {
        return arguments.isEmpty() && secrets.isEmpty();
    }

    /** Everything by its key. */
    Map<String, String> values(Build build) {
        Map<String, String> values = new TreeMap<>();
        Map<String, ArgValue> given = build.values().values();
        arguments.forEach((key, name) -> values.put(key, value(given, name).value()));
        secrets.forEach(
                (key, id) -> values.put(key, build.secrets().values().getOrDefault(id, "")));
        return values;
    }

    /** The keys whose values no log may show. */
    List<String> confidential(Build build) {
        Map<String, ArgValue> given = build.values().values();
        return new ArrayList<>(
                Stream.concat(
                                arguments.entrySet().stream()
                                        .filter(e -> value(given, e.getValue()).secret())
                                        .map(Map.Entry::getKey),
                                secrets.keySet().stream())
                        .toList());
    }

    private static ArgValue value(Map<String, ArgValue> given, String name) {
        ArgValue value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no build argument " + name);
        }
        return value;
    }
}
