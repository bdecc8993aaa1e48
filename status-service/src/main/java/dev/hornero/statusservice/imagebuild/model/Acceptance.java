// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.AcceptedBuild;
import java.util.List;
import java.util.Optional;

/** That a build was asked for, by whom, and what of. */
record Acceptance(
        String cluster,
        String namespace,
        String branch,
        List<String> tags,
        Optional<String> requestedBy) {
    Acceptance {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
        requireNonNull(branch, "branch");
        tags = List.copyOf(tags);
        requireNonNull(requestedBy, "requestedBy");
    }

    static Acceptance of(AcceptedBuild event) {
        return new Acceptance(
                event.cluster(),
                event.namespace(),
                event.source().branch(),
                event.image().tags(),
                event.requestedBy());
    }
}
