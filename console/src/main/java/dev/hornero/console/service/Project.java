// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** A git repository and a Dockerfile in it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Project(
        String name,
        String repository,
        Optional<String> dockerfilePath,
        Optional<String> contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        Optional<Boolean> submodules,
        Optional<Boolean> gitDirectory) {}
