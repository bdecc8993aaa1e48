// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The flags of one instruction, checked against those it knows. */
final class Flags {
    enum Kind {
        TRUTH,
        TEXT,
        LIST
    }

    private final Map<String, List<String>> values = new TreeMap<>();

    private Flags() {}

    /** For instructions that know none. */
    static void checkNone(List<String> given) throws FormatException {
        of(given, Map.of());
    }

    static Flags of(List<String> given, Map<String, Kind> known) throws FormatException {
        Flags flags = new Flags();
        for (String flag : given) {
            if (flag.equals("--")) {
                break;
            }
            if (!flag.startsWith("--")) {
                throw new FormatException("arg should start with -- : " + flag);
            }
            flags.add(flag, known);
        }
        return flags;
    }

    private void add(String flag, Map<String, Kind> known) throws FormatException {
        int equals = flag.indexOf('=');
        String written = equals < 0 ? flag : flag.substring(0, equals);
        String name = written.substring(2);
        Kind kind = known.get(name);
        if (kind == null) {
            throw new FormatException(
                    NearestName.hint(
                            "unknown flag: " + written,
                            name,
                            known.keySet().stream().sorted().toList(),
                            true));
        }
        if (kind != Kind.LIST && values.containsKey(name)) {
            throw new FormatException("duplicate flag specified: " + written);
        }
        String value = equals < 0 ? "" : flag.substring(equals + 1);
        boolean misses = kind == Kind.TRUTH ? equals >= 0 && value.isEmpty() : equals < 0;
        if (misses) {
            throw new FormatException("missing a value on flag: " + written);
        }
        if (kind == Kind.TRUTH
                && !value.isEmpty()
                && !List.of("true", "false").contains(value.toLowerCase(Locale.ROOT))) {
            throw new FormatException(
                    "expecting boolean value for flag " + written + ", not: " + value);
        }
        values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** The value of a flag given at most once. */
    String text(String name, String otherwise) {
        List<String> given = all(name);
        return given.isEmpty() ? otherwise : given.getFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
