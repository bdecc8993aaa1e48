// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A build argument that has a default.
 *
 * @param defaults of each line that writes one, where they differ
 */
public record OptionalValue(
        String name,
        @JsonProperty("default") Optional<String> defaultValue,
        List<LineDefault> defaults,
        Optional<String> description) {
    public OptionalValue {
        defaults = Build.copy(defaults);
    }

    /** The default for people: that of each line where they differ. */
    public Optional<String> shownDefault() {
        return defaults.isEmpty() ? defaultValue : Optional.of(LineDefault.text(defaults));
    }
}
