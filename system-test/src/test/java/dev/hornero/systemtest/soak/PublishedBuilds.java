// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import static dev.hornero.systemtest.hostile.Broker.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the services tell of builds on the topics, read while it is published. */
final class PublishedBuilds implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<EventType, String> ENDS =
            Map.of(
                    EventType.BUILD_JOB_SUCCEEDED, "SUCCEEDED",
                    EventType.BUILD_JOB_FAILED, "FAILED",
                    EventType.BUILD_JOB_CANCELLED, "CANCELLED",
                    EventType.BUILD_CANCELLED, "CANCELLED");
    private static final Set<EventType> BEGINNINGS =
            Set.of(EventType.PROJECT_ENV_CREATED, EventType.BUILD_REQUESTED);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Build> builds = new HashMap<>();
    private final Map<String, String> byOrder = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private int ended;

    /**
     * What was published of one build; ids of events are published once however often they are
     * sent.
     */
    static final class Build {
        private final Set<String> beginnings = new HashSet<>();
        private final Map<String, String> ends = new TreeMap<>();
        private final Map<String, String> failedScans = new TreeMap<>();
        private final Set<String> jobs = new HashSet<>();
        private String projectEnv = "";
        private long sequence;

        Set<String> beginnings() {
            return beginnings;
        }

        /**
         * The ends by the ids of their events. A scan that fails while its build is cancelled ends
         * nothing: the cancellation holds.
         */
        Map<String, String> ends() {
            return ends.isEmpty() ? failedScans : ends;
        }

        /** The names of the Jobs that were published. */
        Set<String> jobs() {
            return jobs;
        }

        String projectEnv() {
            return projectEnv;
        }

        /** Of ArgsResolved; 0 before. */
        long sequence() {
            return sequence;
        }
    }

    PublishedBuilds(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Stream.of(Topic.PROJECT_ENVS, Topic.BUILDS, Topic.SCANS, Topic.BUILD_JOBS)
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Thread.ofPlatform().name("published builds").daemon().start(this::listen);
    }

    private void listen() {
        try {
            while (true) {
                consumer.poll(Duration.ofMillis(500)).forEach(this::take);
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> found) {
        Optional<EventType> type = EventType.byTypeName(text(found, "ce_type"));
        if (type.isEmpty() || found.value() == null || text(found, "ce_source").equals("hostile")) {
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(new String(found.value(), UTF_8));
        } catch (IOException hostile) {
            return;
        }
        JsonNode ref = event.path("build");
        String id = ref.path("id").asText();
        if (id.isEmpty()) {
            return;
        }
        Build build = builds.computeIfAbsent(id, _ -> new Build());
        build.projectEnv = ref.at("/projectEnv/id").asText();
        String eventId = text(found, "ce_id");
        if (BEGINNINGS.contains(type.get())) {
            build.beginnings.add(eventId);
            if (ref.hasNonNull("causedBy")) {
                String order = ref.path("causedBy").asText();
                String before = byOrder.putIfAbsent(order, id);
                if (before != null && !before.equals(id)) {
                    // The order made two builds: neither is the one
                    builds.get(before).beginnings.add(eventId);
                }
            }
        }
        if (type.get() == EventType.ARGS_RESOLVED) {
            build.sequence = event.path("sequence").asLong();
        }
        if (event.at("/location/job").isTextual()) {
            build.jobs.add(event.at("/location/job").asText());
        }
        boolean first = build.ends().isEmpty();
        if (type.get() == EventType.SCAN_FAILED) {
            build.failedScans.put(eventId, "FAILED");
        } else if (ENDS.containsKey(type.get())) {
            build.ends.put(eventId, ENDS.get(type.get()));
        }
        if (first && !build.ends().isEmpty() && accepted.contains(id)) {
            ended++;
        }
    }

    /** From now on counts this build. */
    synchronized void accept(String id) {
        Build build = builds.get(id);
        if (accepted.add(id) && build != null && !build.ends().isEmpty()) {
            ended++;
        }
    }

    /** The build that an order made, as soon as it is published. */
    synchronized Optional<String> builtFor(String order) {
        return Optional.ofNullable(byOrder.get(order));
    }

    synchronized Optional<Build> of(String id) {
        return Optional.ofNullable(builds.get(id));
    }

    synchronized boolean hasEnded(String id) {
        Build build = builds.get(id);
        return build != null && !build.ends().isEmpty();
    }

    /** How many of the accepted ones have ended. */
    synchronized int ended() {
        return ended;
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
