// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the orchestrator has published, read from its topics as a consumer would: each id once. */
public final class PublishedEvents implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventCodec codec = new EventCodec();
    private final Map<String, Event> byId = new LinkedHashMap<>();

    public PublishedEvents(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "published-" + UUID.randomUUID(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                                500),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.BUILD_JOBS.topicName(), Topic.BUILD_LOGS.topicName()));
    }

    /** Names of the events of a build in the order in which they were published. */
    public List<String> of(BuildId build) {
        return events(build).stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    /** The events of a build. */
    public List<BuildJobEvent> events(BuildId build) {
        poll();
        return eventsSoFar(build);
    }

    /** The events of a build among what was read before, without waiting for more. */
    public List<BuildJobEvent> eventsSoFar(BuildId build) {
        List<BuildJobEvent> events = new ArrayList<>();
        for (Event event : byId.values()) {
            if (event instanceof BuildJobEvent published && published.build().id().equals(build)) {
                events.add(published);
            }
        }
        return events;
    }

    /** The parts of a build's log. */
    public List<BuildLogAppended> log(BuildId build) {
        poll();
        return logSoFar(build);
    }

    /** The parts of a build's log among what was read before, without waiting for more. */
    public List<BuildLogAppended> logSoFar(BuildId build) {
        List<BuildLogAppended> parts = new ArrayList<>();
        for (Event event : byId.values()) {
            if (event instanceof BuildLogAppended published
                    && published.build().id().equals(build)) {
                parts.add(published);
            }
        }
        return parts;
    }

    /** Reads what has come; waits a moment where nothing has. */
    public void poll() {
        for (ConsumerRecord<String, byte[]> given : consumer.poll(Duration.ofMillis(200))) {
            try {
                Envelope<Event> envelope = codec.decode(given);
                byId.putIfAbsent(envelope.id(), envelope.event());
            } catch (MalformedEventException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
