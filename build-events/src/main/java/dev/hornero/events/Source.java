// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Optional;

/**
 * Where a build's Dockerfile and context come from.
 *
 * @param repository the URL of the git repository, without any credential
 * @param branch a branch or tag; what is built unless {@code commit} is pinned
 * @param commit a pinned commit, which wins over the branch; full or abbreviated
 * @param dockerfilePath relative to the root of the repository
 * @param contextPath the directory that is the build context, relative to the root; "." is the root
 * @param target the stage to build; the last one if absent
 * @param gitCredential sealed for the service that reads the event, bound to scheme and host
 * @param checkout {@link Checkout#DEFAULT} where it is absent, as in events of earlier releases
 */
public record Source(
        String repository,
        String branch,
        Optional<String> commit,
        String dockerfilePath,
        String contextPath,
        Optional<String> target,
        Optional<Sealed> gitCredential,
        Optional<Checkout> checkout) {
    public Source {
        Require.text(repository, "source.repository");
        Require.text(branch, "source.branch");
        Require.present(commit, "source.commit").ifPresent(c -> Require.text(c, "source.commit"));
        Require.text(dockerfilePath, "source.dockerfilePath");
        Require.text(contextPath, "source.contextPath");
        Require.present(target, "source.target").ifPresent(t -> Require.text(t, "source.target"));
        Require.present(gitCredential, "source.gitCredential");
        Require.present(checkout, "source.checkout");
    }
}
