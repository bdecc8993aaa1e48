// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import java.util.Map;
import java.util.Objects;

/** What ArgsResolved carries sealed: values for {@code RUN --mount=type=secret}, by id. */
public record BuildSecrets(Map<String, String> values) {
    public BuildSecrets {
        values = Map.copyOf(Objects.requireNonNull(values, "values"));
    }

    @Override
    public String toString() {
        return "BuildSecrets" + values.keySet();
    }
}
