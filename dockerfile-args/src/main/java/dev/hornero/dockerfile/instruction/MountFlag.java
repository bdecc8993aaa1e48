// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.format.Csv;
import dev.hornero.dockerfile.format.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One {@code --mount} of a RUN, its fields not expanded and, but for {@code from}, not checked:
 * BuildKit does both only when the stage is built.
 */
public record MountFlag(List<Field> fields) {
    public MountFlag {
        fields = List.copyOf(fields);
    }

    /** {@code key=value}, or a key alone; the key in lower case, {@code written} as it stands. */
    public record Field(String key, Optional<String> value, String written) {}

    static MountFlag of(String flag) throws FormatException {
        List<String> written;
        try {
            written = Csv.fields(flag);
        } catch (FormatException e) {
            throw new FormatException("failed to parse csv mounts: " + e.reason());
        }
        List<Field> fields = new ArrayList<>();
        for (String text : written) {
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals);
            Optional<String> value =
                    equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
            Field field = new Field(key.toLowerCase(Locale.ROOT), value, text);
            if (field.key().equals("from") && value.map(MountFlag::hasVariable).orElse(false)) {
                throw new FormatException(
                        "'from' doesn't support variable expansion, define alias stage instead");
            }
            fields.add(field);
        }
        return new MountFlag(fields);
    }

    private static boolean hasVariable(String value) {
        int dollar = value.indexOf('$');
        return dollar >= 0 && dollar != value.length() - 1;
    }

    /** The stage or image to mount from, empty when the flag names none. */
    public String from() {
        return lastValueOf("from");
    }

    private String lastValueOf(String key) {
        String last = "";
        for (Field field : fields) {
            if (field.key().equals(key)) {
                last = field.value().orElse(last);
            }
        }
        return last;
    }
}
