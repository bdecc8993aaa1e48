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
import dev.hornero.orchestrator.imagebuild.model.BuildNews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Tells what became of builds, and returns when the broker has it. The same news is the same event,
 * however often and by whomever it is told.
 */
@Singleton
public final class BuildTelling {
    private final EventPublisher publisher;
    private final String source;

    @Inject
    BuildTelling(EventPublisher publisher, MessagingConfig config) {
        this(publisher, config.service());
    }

    public BuildTelling(EventPublisher publisher, String source) {
        this.publisher = publisher;
        this.source = source;
    }

    /** Tells news of a build; throws {@link CompletionException} while the broker is away. */
    public void tell(BuildJob job, BuildNews news) {
        publish(
                EventIds.derived(job.uid(), news.state()),
                news.at(),
                news.event(),
                job.traceparent());
    }

    /** The end of a build that has no Job. */
    public void refuse(
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
        appendLog(build, List.of(), true, at, "refused", traceparent);
    }

    /** Lines of a log; {@code part} tells them from the other parts of the same build's log. */
    public void appendLog(
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
