// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A build argument of a scanned Dockerfile; {@code requirement} is REQUIRED, OPTIONAL, IGNORABLE.
 */
public record Argument(
        String name,
        String requirement,
        boolean hard,
        @JsonProperty("default") Optional<String> defaultValue,
        Optional<String> description) {}
