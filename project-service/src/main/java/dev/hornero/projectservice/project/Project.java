// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hornero.events.Checkout;
import java.util.Objects;
import java.util.Optional;

/**
 * A git repository and a Dockerfile in it.
 *
 * @param gitCredential the name of what the repository is read with
 */
public record Project(
        String name,
        String repository,
        String dockerfilePath,
        String contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        @JsonUnwrapped Checkout checkout) {
    public Project {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(dockerfilePath, "dockerfilePath");
        Objects.requireNonNull(contextPath, "contextPath");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(gitCredential, "gitCredential");
        Objects.requireNonNull(checkout, "checkout");
    }
}
