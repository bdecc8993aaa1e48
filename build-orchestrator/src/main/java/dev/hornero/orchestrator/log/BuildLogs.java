// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The logs of all builds that are followed. */
@Singleton
public final class BuildLogs {
    private final ContainerLogs logs;
    private final BuildEventPublisher publisher;
    private final LogConfig config;
    private final Clock clock;
    private final ConfidentialValues confidential;
    private final Map<String, BuildLog> followed = new ConcurrentHashMap<>();

    public BuildLogs(
            ContainerLogs logs,
            BuildEventPublisher publisher,
            LogConfig config,
            Clock clock,
            ConfidentialValues confidential) {
        this.logs = logs;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
        this.confidential = confidential;
    }

    /**
     * Follows what there is to follow.
     *
     * @param changed is run when a Pod's log has come to its end
     */
    public void follow(Observation seen, Runnable changed) {
        if (seen.pods().isEmpty() && !followed.containsKey(seen.job().uid())) {
            return;
        }
        followed.computeIfAbsent(seen.job().uid(), _ -> log(seen.job(), changed)).see(seen);
    }

    private BuildLog log(BuildJob job, Runnable changed) {
        return new BuildLog(
                job,
                logs,
                publisher,
                config,
                clock,
                () -> confidential.of(job).map(Scrubber::new),
                changed);
    }

    /** Whether all that could be read of the build's log is on the topic. */
    public boolean complete(Observation seen) {
        BuildLog log = followed.get(seen.job().uid());
        return log == null ? seen.pods().isEmpty() : log.complete(seen);
    }

    /** What the log says about a failure; the whole of it once it is complete. */
    public LogEvidence evidence(BuildJob job) {
        return Optional.ofNullable(followed.get(job.uid()))
                .map(BuildLog::evidence)
                .orElse(LogEvidence.NONE);
    }

    /** A build's end without its secrets: a checkout says what git said, which may quote them. */
    public BuildOutcome scrubbed(BuildJob job, BuildOutcome outcome) {
        return switch (outcome) {
            // Without a Pod nothing of what is said comes from one.
            case BuildOutcome.Failed(var failure, var at) ->
                    Optional.ofNullable(followed.get(job.uid()))
                            .<BuildOutcome>map(
                                    log -> new BuildOutcome.Failed(log.scrubbed(failure), at))
                            .orElse(outcome);
            case BuildOutcome.Succeeded _, BuildOutcome.Cancelled _ -> outcome;
        };
    }

    /** Publishes that the log is complete. */
    public void close(BuildJob job, Instant at) {
        publisher.publishLog(job.build(), List.of(), true, at, "end", job.traceparent());
    }

    public void forget(BuildJob job) {
        Optional.ofNullable(followed.remove(job.uid())).ifPresent(BuildLog::stop);
    }

    public void stop() {
        followed.values().forEach(BuildLog::stop);
        followed.clear();
    }
}
