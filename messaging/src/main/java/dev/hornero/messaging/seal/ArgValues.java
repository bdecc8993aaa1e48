// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/** What ArgsResolved carries sealed: the values of build arguments by name, in a stable order. */
public record ArgValues(SequencedMap<String, ArgValue> values) {
    public ArgValues {
        values = new LinkedHashMap<>(Objects.requireNonNull(values, "values"));
    }

    /** Values in the order of the given map. */
    public static ArgValues of(Map<String, ArgValue> values) {
        return new ArgValues(new LinkedHashMap<>(values));
    }

    @Override
    public SequencedMap<String, ArgValue> values() {
        return new LinkedHashMap<>(values);
    }

    /** One value; a secret one is never shown and is scrubbed from logs. */
    public record ArgValue(String value, boolean secret) {
        public ArgValue {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "ArgValue[secret=" + secret + "]";
        }
    }
}
