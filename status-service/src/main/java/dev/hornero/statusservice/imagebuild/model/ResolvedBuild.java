// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.Commit;
import dev.hornero.events.imagebuild.ArgsResolved;
import java.util.List;

/** That a build has every value, its place in the order of its ProjectEnv, and what is built. */
public record ResolvedBuild(
        long sequence,
        String cluster,
        String namespace,
        Commit commit,
        String branch,
        List<String> tags) {
    public ResolvedBuild {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(commit, "commit");
        requireNonNull(branch, "branch");
        tags = List.copyOf(tags);
    }

    static ResolvedBuild of(ArgsResolved event) {
        return new ResolvedBuild(
                event.sequence(),
                event.cluster(),
                event.namespace(),
                event.commit(),
                event.source().branch(),
                event.image().tags());
    }
}
