// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.job.JobLocation;
import dev.hornero.events.scan.ScanWarning;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cluster's orchestrator published about the build job before its end.
 *
 * @param currentStep the last step that it reported
 * @param waiting why the job did not move, as last published; empty when it moved again
 * @param warnings what the checkout left out, as last published
 */
public record Job(
        Optional<Fact<JobLocation>> queued,
        Optional<Fact<JobLocation>> launched,
        Optional<Fact<JobLocation>> started,
        Optional<Fact<CurrentStep>> currentStep,
        Optional<Fact<Optional<Waiting>>> waiting,
        Optional<Fact<List<ScanWarning>>> warnings) {
    static final Job UNKNOWN =
            new Job(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final Comparator<Optional<Waiting>> MOVING_LAST =
            Comparator.comparing(Optional::isEmpty);

    public Job {
        requireNonNull(queued, "queued");
        requireNonNull(launched, "launched");
        requireNonNull(started, "started");
        requireNonNull(currentStep, "currentStep");
        requireNonNull(waiting, "waiting");
        requireNonNull(warnings, "warnings");
    }

    static Job queued(Fact<JobLocation> fact) {
        return new Job(
                Optional.of(fact),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Job launched(Fact<JobLocation> fact) {
        return new Job(
                Optional.empty(),
                Optional.of(fact),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Job started(Fact<JobLocation> fact) {
        return new Job(
                Optional.empty(),
                Optional.empty(),
                Optional.of(fact),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Job progressed(
            Optional<Fact<CurrentStep>> currentStep,
            Fact<Optional<Waiting>> waiting,
            Optional<Fact<List<ScanWarning>>> warnings) {
        return new Job(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                currentStep,
                Optional.of(waiting),
                warnings);
    }

    Job join(Job other) {
        return new Job(
                Fact.join(queued, other.queued, Fact::earlier),
                Fact.join(launched, other.launched, Fact::earlier),
                Fact.join(started, other.started, Fact::earlier),
                Fact.join(currentStep, other.currentStep, Fact.laterOr(CurrentStep.FURTHEST_LAST)),
                Fact.join(waiting, other.waiting, Fact.laterOr(MOVING_LAST)),
                Fact.join(warnings, other.warnings, Fact::later));
    }

    /** Why the job does not move, unless a container was started since. */
    Optional<Waiting> stillWaiting() {
        return waiting.filter(stated ->
                        started.filter(start -> start.time().isAfter(stated.time())).isEmpty())
                .flatMap(Fact::value);
    }

    /** Whether the orchestrator has published anything about the build, its end aside. */
    boolean isKnown() {
        return facts().findAny().isPresent();
    }

    /** Every fact. */
    Stream<Fact<?>> facts() {
        return Stream.<Optional<? extends Fact<?>>>of(
                        queued, launched, started, currentStep, waiting, warnings)
                .flatMap(Optional::stream);
    }

    /** Where the Job is. */
    Optional<JobLocation> location() {
        return queued.or(() -> launched).or(() -> started).map(Fact::value);
    }
}
