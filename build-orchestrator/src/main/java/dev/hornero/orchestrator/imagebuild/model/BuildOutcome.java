// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.Observation.Container;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState.Terminated;
import dev.hornero.orchestrator.imagebuild.model.Observation.Finish;
import dev.hornero.orchestrator.imagebuild.model.Observation.Pod;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a build ended. What happened first in the cluster counts, also over a request. */
public sealed interface BuildOutcome {
    Instant at();

    /**
     * There is an image.
     *
     * @param digest absent when the Pod was gone before it was read: the registry knows it
     * @param notPushed why no registry has the image
     */
    record Succeeded(Optional<String> digest, Optional<String> notPushed, Instant at)
            implements BuildOutcome {
        public Succeeded {
            requireNonNull(digest, "digest");
            requireNonNull(notPushed, "notPushed");
            requireNonNull(at, "at");
        }
    }

    record Failed(Failure failure, Instant at) implements BuildOutcome {}

    record Cancelled(String message, Instant at) implements BuildOutcome {}

    /** Why there is no image. */
    record Failure(
            BuildFailureReason reason,
            String message,
            Optional<Integer> exitCode,
            Optional<String> instruction) {
        public Failure {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
            requireNonNull(exitCode, "exitCode");
            requireNonNull(instruction, "instruction");
        }

        static Failure of(BuildFailureReason reason, String message) {
            return new Failure(reason, message, Optional.empty(), Optional.empty());
        }
    }

    /** The end of a build, if it has ended. */
    static Optional<BuildOutcome> of(Observation seen, LogEvidence log, Instant now) {
        Optional<BuildOutcome> success = success(seen);
        if (success.isPresent()) {
            return success;
        }
        Observation.JobState state = seen.state();
        if (state.finish().isPresent()
                && state.finish().get() instanceof Finish.Failed failed
                && !endedByOrder(seen, failed)) {
            return Optional.of(new Failed(Failures.classify(seen, log), failed.at()));
        }
        if (seen.alive()) {
            return Optional.empty();
        }
        if (state.verdict().isPresent()) {
            return Optional.of(
                    switch (state.verdict().get()) {
                        case Verdict.Cancel(var by) -> new Cancelled(cancelled(seen, by), now);
                        case Verdict.Fail(var reason, var message) ->
                                new Failed(Failure.of(reason, message), now);
                    });
        }
        return state.deletionAt()
                .map(at -> new Cancelled("The build's Job was deleted in the cluster.", at));
    }

    private static Optional<BuildOutcome> success(Observation seen) {
        for (Pod pod : seen.pods()) {
            Optional<Terminated> built =
                    pod.container(Containers.BUILD).flatMap(BuildOutcome::terminated);
            // The digest is written before the push: a failed one leaves a digest as well.
            if (built.isPresent() && built.get().exitCode() == 0) {
                String message = built.get().message();
                return Optional.of(
                        new Succeeded(
                                Message.digest(message),
                                Message.notPushed(message),
                                built.get().finishedAt()));
            }
        }
        return seen.state()
                .finish()
                .filter(Finish.Complete.class::isInstance)
                .map(finish -> new Succeeded(Optional.empty(), Optional.empty(), finish.at()));
    }

    /** Whether the containers failed only because they were stopped on request. */
    private static boolean endedByOrder(Observation seen, Finish.Failed failed) {
        boolean ordered =
                seen.state().verdict().isPresent()
                        || seen.state()
                                .deletionAt()
                                .filter(at -> !failed.at().isBefore(at))
                                .isPresent();
        return ordered
                && !failed.reason().equals("DeadlineExceeded")
                && seen.pods().stream().noneMatch(BuildOutcome::failedByItself);
    }

    private static boolean failedByItself(Pod pod) {
        return pod.containers().stream()
                .flatMap(container -> terminated(container).stream())
                .filter(end -> end.exitCode() != 0)
                .anyMatch(end ->
                        pod.deletionRequestedAt()
                                .map(asked -> end.finishedAt().isBefore(asked))
                                .orElse(true));
    }

    private static String cancelled(Observation seen, String by) {
        String when =
                seen.pods().isEmpty()
                        ? "before it ran"
                        : seen.pods().stream()
                                        .anyMatch(pod ->
                                                pod.container(Containers.BUILD)
                                                        .flatMap(BuildOutcome::terminated)
                                                        .isPresent())
                                ? "while the image was being built"
                                : "while it was running";
        return "The build was cancelled by " + by + " " + when + ".";
    }

    static Optional<Terminated> terminated(Container container) {
        return container.state() instanceof Terminated end ? Optional.of(end) : Optional.empty();
    }

    /**
     * The termination message of an executor: the digest, and of the embedded one a second line
     * when no registry answered.
     */
    final class Message {
        private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
        private static final Pattern NOT_PUSHED = Pattern.compile("(?m)^not pushed: (.+)$");

        private Message() {}

        static Optional<String> digest(String message) {
            Matcher digest = DIGEST.matcher(message);
            return digest.find() ? Optional.of(digest.group()) : Optional.empty();
        }

        static Optional<String> notPushed(String message) {
            Matcher reason = NOT_PUSHED.matcher(message);
            return reason.find() ? Optional.of(reason.group(1)) : Optional.empty();
        }
    }
}
