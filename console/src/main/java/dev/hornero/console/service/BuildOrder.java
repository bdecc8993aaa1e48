// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/** A new image of a ProjectEnv; what is absent is the ProjectEnv's own. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BuildOrder(
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Map<String, String> args,
        Optional<Boolean> cache) {}
