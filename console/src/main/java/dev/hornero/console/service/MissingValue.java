// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.List;
import java.util.Optional;

/**
 * A build argument that has no value.
 *
 * @param hard an empty value cannot work
 * @param since the values without each of which it would not be needed
 */
public record MissingValue(
        String name, Optional<String> description, boolean hard, List<GivenValue> since) {
    public MissingValue {
        since = Build.copy(since);
    }

    /** {@code needed since VARIANT is dev}; empty where it always is. */
    public String reason() {
        return since.isEmpty()
                ? ""
                : "needed since "
                        + String.join(" and ", since.stream().map(GivenValue::sentence).toList());
    }
}
