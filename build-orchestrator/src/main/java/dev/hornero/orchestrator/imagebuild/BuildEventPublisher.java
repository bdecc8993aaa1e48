// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Event;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.JobLocation;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventIds;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildStateChange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Publishes what became of builds, and returns when the broker has it. The same change is the same
 * event, however often and by whichever instance it is published.
 */
@Singleton
public final class BuildEventPublisher {
    private final EventPublisher publisher;
    private final String source;

    @Inject
    BuildEventPublisher(EventPublisher publisher, MessagingConfig config) {
        this(publisher, config.service());
    }

    public BuildEventPublisher(EventPublisher publisher, String source) {
        this.publisher = publisher;
        this.source = source;
    }

    /**
     * Publishes a change of a build; throws {@link CompletionException} while the broker is away.
     */
    public void publish(BuildJob job, BuildStateChange change) {
        publish(
                EventIds.derived(job.uid(), change.state()),
                change.at(),
                change.event(),
                job.traceparent());
    }

    /** The end of a build that has no Job. */
    public void publishRefusal(
            BuildRef build,
            JobLocation location,
            BuildFailureReason reason,
            String message,
            Instant at,
            Optional<String> traceparent) {
        BuildJobFailed failed =
                new BuildJobFailed(
                        build,
                        location,
                        Code.of(reason),
                        message,
                        reason.hint(),
                        Optional.empty(),
                        Optional.empty());
        publish(EventIds.derived(build.id().toString(), "refused"), at, failed, traceparent);
        publishLog(build, List.of(), true, at, "refused", traceparent);
    }

    /**
     * Lines of a log; {@code part} distinguishes them from the other parts of the same build's log.
     */
    public void publishLog(
            BuildRef build,
            List<LogLine> lines,
            boolean last,
            Instant at,
            String part,
            Optional<String> traceparent) {
        publish(
                EventIds.derived(build.id().toString(), "log", part),
                at,
                new BuildLogAppended(build, lines, last),
                traceparent);
    }

    private void publish(String id, Instant at, Event event, Optional<String> traceparent) {
        publisher
                .publish(new Envelope<>(id, source, at, traceparent, event))
                .toCompletableFuture()
                .join();
    }
}
