// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** What all instances have published, each event once as its readers take it. */
public final class Topics {
    private final Map<String, Event> byId = Collections.synchronizedMap(new LinkedHashMap<>());

    /** The way of one instance to the topics; a dead one has none. */
    EventPublisher publisher(BooleanSupplier dead) {
        return new EventPublisher() {
            @Override
            public CompletionStage<Void> publish(Envelope<?> envelope) {
                if (dead.getAsBoolean()) {
                    return CompletableFuture.failedFuture(new IllegalStateException("dead"));
                }
                byId.putIfAbsent(envelope.id(), envelope.event());
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<Void> publish(EncodedEvent event) {
                throw new UnsupportedOperationException("the orchestrator sends no such event");
            }

            @Override
            public CompletionStage<Void> tombstone(Topic topic, String key) {
                throw new UnsupportedOperationException("the orchestrator owns no such topic");
            }
        };
    }

    private List<Event> all() {
        synchronized (byId) {
            return List.copyOf(byId.values());
        }
    }

    /** The ends that were published of a build. */
    public List<BuildJobEvent> ends(BuildId build) {
        return all().stream()
                .filter(BuildJobEvent.class::isInstance)
                .map(BuildJobEvent.class::cast)
                .filter(event -> event.build().id().equals(build))
                .filter(Topics::isEnd)
                .toList();
    }

    /** How many builds have ended. */
    public long ended() {
        return all().stream()
                .filter(BuildJobEvent.class::isInstance)
                .map(BuildJobEvent.class::cast)
                .filter(Topics::isEnd)
                .map(event -> event.build().id())
                .distinct()
                .count();
    }

    /** The events of a build by their names, in the order in which they were published. */
    public List<String> names(BuildId build) {
        return all().stream()
                .filter(BuildJobEvent.class::isInstance)
                .map(BuildJobEvent.class::cast)
                .filter(event -> event.build().id().equals(build))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    /** What a build was said to wait for. */
    public List<BuildJobProgressed.Waiting> waits(BuildId build) {
        return all().stream()
                .filter(BuildJobProgressed.class::isInstance)
                .map(BuildJobProgressed.class::cast)
                .filter(event -> event.build().id().equals(build))
                .flatMap(event -> event.waiting().stream())
                .toList();
    }

    public boolean isLogClosed(BuildId build) {
        return log(build).stream().anyMatch(BuildLogAppended::last);
    }

    public List<BuildLogAppended> log(BuildId build) {
        return all().stream()
                .filter(BuildLogAppended.class::isInstance)
                .map(BuildLogAppended.class::cast)
                .filter(part -> part.build().id().equals(build))
                .toList();
    }

    private static boolean isEnd(BuildJobEvent event) {
        return event instanceof BuildJobSucceeded
                || event instanceof BuildJobFailed
                || event instanceof BuildJobCancelled;
    }
}
