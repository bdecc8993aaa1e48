// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.Checkout;
import java.util.Objects;
import java.util.Optional;

/**
 * What a build was asked to be of; it stays so when the project changes.
 *
 * @param gitCredential by name
 * @param commit pinned: wins over the branch
 */
public record BuildInput(
        String repository,
        String dockerfilePath,
        String contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        Checkout checkout,
        String branch,
        Optional<String> commit,
        String tag,
        boolean cache) {
    public BuildInput {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(dockerfilePath, "dockerfilePath");
        Objects.requireNonNull(contextPath, "contextPath");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(gitCredential, "gitCredential");
        Objects.requireNonNull(checkout, "checkout");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(tag, "tag");
    }
}
