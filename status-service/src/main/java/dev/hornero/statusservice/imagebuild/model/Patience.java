// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says why an unended build does not move, also where nobody told. */
public record Patience(Duration withCluster) {
    private static final String CLUSTER_SILENT = "CLUSTER_SILENT";

    public Patience {
        requireNonNull(withCluster, "withCluster");
    }

    /** What a build waits for at this time, if it does. */
    public Optional<Waiting> waiting(BuildFacts facts, Instant now) {
        return switch (facts.phase()) {
            case LAUNCHED, RUNNING -> facts.job().stillWaiting();
            case QUEUED -> silence(facts, now);
            case REQUESTED, NEEDS_VALUES, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Waiting> silence(BuildFacts facts, Instant now) {
        if (facts.job().heardOf()) {
            return Optional.empty();
        }
        return facts.inputs()
                .resolved()
                .filter(fact -> !now.isBefore(fact.time().plus(withCluster)))
                .map(fact -> silent(fact.told().cluster(), Duration.between(fact.time(), now)));
    }

    private static Waiting silent(String cluster, Duration since) {
        return new Waiting(
                CLUSTER_SILENT,
                ("Nobody has answered for cluster %s for %d minutes. Check that a"
                                + " build-orchestrator with HORNERO_CLUSTER=%s runs there and"
                                + " reaches the broker.")
                        .formatted(cluster, since.toMinutes(), cluster));
    }
}
