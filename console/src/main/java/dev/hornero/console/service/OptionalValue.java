// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** A build argument that has a default. */
public record OptionalValue(
        String name,
        @JsonProperty("default") Optional<String> defaultValue,
        Optional<String> description) {}
