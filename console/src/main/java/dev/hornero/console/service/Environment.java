// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** A stage: where its builds run, and the default branch. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Environment(String name, String cluster, String namespace, Optional<String> branch) {}
