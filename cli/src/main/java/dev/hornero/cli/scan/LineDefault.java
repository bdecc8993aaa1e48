// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The default that one line of a Dockerfile gives a build argument. */
public record LineDefault(int line, String value) {
    private static final int LONGEST = 48;
    private static final int MOST = 4;

    /** {@code 8080 (line 3,9), 9090 (line 7)}. */
    public static String text(List<LineDefault> defaults) {
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        defaults.forEach(it ->
                lines.computeIfAbsent(it.value(), _ -> new LinkedHashSet<>())
                        .add(String.valueOf(it.line())));
        return lines.entrySet().stream()
                .limit(MOST)
                .map(entry ->
                        "%s (line %s)"
                                .formatted(
                                        shown(entry.getKey()), String.join(",", entry.getValue())))
                .collect(Collectors.joining(", ", "", lines.size() > MOST ? ", …" : ""));
    }

    /** A default for people. */
    static String shown(String value) {
        return value.isEmpty() ? "\"\"" : ScanTable.plain(value, LONGEST);
    }
}
