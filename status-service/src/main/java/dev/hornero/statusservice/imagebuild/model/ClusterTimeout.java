// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says why a build that has not ended makes no progress, also when its cluster has not answered.
 */
public record ClusterTimeout(Duration timeout) {
    private static final String CLUSTER_SILENT = "CLUSTER_SILENT";

    public ClusterTimeout {
        requireNonNull(timeout, "timeout");
    }

    /** What a build waits for at this time, if it does. */
    public Optional<Waiting> waiting(BuildFacts facts, Instant now) {
        return switch (facts.phase()) {
            case LAUNCHED, RUNNING -> facts.job().stillWaiting();
            case QUEUED -> unanswered(facts, now);
            case REQUESTED, NEEDS_VALUES, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Waiting> unanswered(BuildFacts facts, Instant now) {
        if (facts.job().isKnown()) {
            return Optional.empty();
        }
        return facts.inputs()
                .resolved()
                .filter(fact -> !now.isBefore(fact.time().plus(timeout)))
                .map(fact -> waiting(fact.value().cluster(), Duration.between(fact.time(), now)));
    }

    private static Waiting waiting(String cluster, Duration since) {
        return new Waiting(
                CLUSTER_SILENT,
                ("No build-orchestrator has answered for cluster %s for %d minutes. Check that"
                                + " one with HORNERO_CLUSTER=%s runs there and reaches the broker.")
                        .formatted(cluster, since.toMinutes(), cluster));
    }
}
