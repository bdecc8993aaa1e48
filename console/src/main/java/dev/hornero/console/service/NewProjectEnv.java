// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A project to build in an environment.
 *
 * @param softArguments {@code ASK} for required arguments that may be empty, which is the default,
 *     or {@code EMPTY}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NewProjectEnv(
        String project,
        String environment,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Optional<String> softArguments) {}
