// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** When a build came to each phase, as far as it is known. */
public record Times(
        Instant requested,
        Optional<Instant> scanned,
        Optional<Instant> resolved,
        Optional<Instant> queued,
        Optional<Instant> launched,
        Optional<Instant> started,
        Optional<Instant> ended) {
    public Times {
        requireNonNull(requested, "requested");
        requireNonNull(scanned, "scanned");
        requireNonNull(resolved, "resolved");
        requireNonNull(queued, "queued");
        requireNonNull(launched, "launched");
        requireNonNull(started, "started");
        requireNonNull(ended, "ended");
    }

    /** By these facts. */
    public static Times of(BuildFacts facts) {
        return new Times(
                facts.since(),
                facts.inputs().scan().map(Fact::time),
                facts.inputs().resolved().map(Fact::time),
                facts.job().queued().map(Fact::time),
                facts.job().launched().map(Fact::time),
                facts.job().started().map(Fact::time),
                facts.outcome().map(Fact::time));
    }
}
