// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobLaunched;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobQueued;
import dev.hornero.events.job.BuildJobStarted;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.messaging.envelope.Envelope;
import java.time.Instant;
import java.util.Optional;

/** The facts that one event sets, and no others. */
record EventFacts(String eventId, Instant time) {
    static EventFacts in(Envelope<?> envelope) {
        return new EventFacts(envelope.id(), envelope.time());
    }

    BuildFacts of(ProjectEnvCreated event) {
        return accepted(event);
    }

    BuildFacts of(BuildEvent event) {
        return switch (event) {
            case BuildRequested requested -> accepted(requested);
            case BuildNeedsValues needs ->
                    BuildFacts.of(
                            needs.build(),
                            Inputs.missing(
                                    fact(needs.missing()), needs.evaluation().map(this::fact)));
            case ArgsResolved resolved ->
                    BuildFacts.of(
                            resolved.build(),
                            Inputs.resolved(
                                    fact(ResolvedBuild.of(resolved)),
                                    resolved.evaluation().map(this::fact)));
            case BuildCancelRequested cancel ->
                    BuildFacts.of(cancel.build(), Requests.toCancel(fact(cancel.requestedBy())));
            case BuildCancelled cancelled ->
                    ended(
                            cancelled.build(),
                            new BuildOutcome.Cancelled(
                                    "Cancelled by %s before it was queued."
                                            .formatted(cancelled.requestedBy())));
            case BuildFailed failed ->
                    ended(
                            failed.build(),
                            new BuildOutcome.Failed(
                                    failed.reason().text(),
                                    failed.message(),
                                    failed.hint(),
                                    Optional.empty(),
                                    Optional.empty()));
        };
    }

    BuildFacts of(ScanEvent event) {
        return switch (event) {
            case ArgsRequired required ->
                    BuildFacts.of(required.build(), Inputs.scanned(fact(ScanResult.of(required))));
            case ScanFailed failed ->
                    ended(
                            failed.build(),
                            new BuildOutcome.ScanFailed(
                                    failed.reason().text(), failed.line(), failed.message()));
        };
    }

    BuildFacts of(BuildJobEvent event) {
        return switch (event) {
            case BuildJobQueued queued ->
                    BuildFacts.of(queued.build(), Job.queued(fact(queued.location())));
            case BuildJobLaunched launched ->
                    BuildFacts.of(launched.build(), Job.launched(fact(launched.location())));
            case BuildJobStarted started ->
                    BuildFacts.of(started.build(), Job.started(fact(started.location())));
            case BuildJobProgressed progressed ->
                    BuildFacts.of(progressed.build(), progressed(progressed));
            case BuildJobSucceeded succeeded ->
                    ended(
                            succeeded.build(),
                            new BuildOutcome.Succeeded(
                                    succeeded.image(),
                                    succeeded.tags(),
                                    succeeded.digest(),
                                    succeeded.warnings()));
            case BuildJobFailed failed ->
                    ended(
                            failed.build(),
                            new BuildOutcome.Failed(
                                    failed.reason().text(),
                                    failed.message(),
                                    failed.hint(),
                                    failed.exitCode(),
                                    failed.instruction()));
            case BuildJobCancelled cancelled ->
                    ended(cancelled.build(), new BuildOutcome.Cancelled(cancelled.message()));
        };
    }

    private BuildFacts accepted(AcceptedBuild event) {
        return BuildFacts.of(event.build(), Requests.forBuild(fact(Acceptance.of(event))));
    }

    private Job progressed(BuildJobProgressed event) {
        Optional<Waiting> waiting =
                event.waiting().map(stated -> new Waiting(stated.reason(), stated.message()));
        return Job.progressed(
                event.step().map(step -> fact(new CurrentStep(step, event.instruction()))),
                fact(waiting),
                event.warnings().map(this::fact));
    }

    private BuildFacts ended(BuildRef build, BuildOutcome outcome) {
        return BuildFacts.of(build, Outcomes.of(fact(outcome)));
    }

    private <T> Fact<T> fact(T value) {
        return new Fact<>(time, eventId, value);
    }
}
