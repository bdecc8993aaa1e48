// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.process;

import static org.awaitility.Awaitility.await;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Event;
import dev.hornero.events.Image;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Source;
import dev.hornero.events.Topic;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** project-service's side of the scanner's topics: asks, and reads the answers. */
public final class Neighbour implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final EventCodec codec = new EventCodec();
    private final Producer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> answers;
    private final List<Envelope<ScanEvent>> seen = new ArrayList<>();

    private Neighbour(Producer<String, byte[]> producer, KafkaConsumer<String, byte[]> answers) {
        this.producer = producer;
        this.answers = answers;
    }

    /** Waits for the topics, which the scanner makes. */
    public static Neighbour on(String bootstrapServers) {
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(broker)) {
            await().atMost(LONG)
                    .until(() -> {
                        var names = admin.listTopics().names().get();
                        return names.contains(Topic.SCANS.topicName())
                                && names.contains(Topic.BUILDS.topicName())
                                && names.contains(Topic.PROJECT_ENVS.topicName());
                    });
        }
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "group.id",
                                UUID.randomUUID().toString(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.SCANS.topicName()));
        return new Neighbour(
                new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer()),
                consumer);
    }

    /** A new ProjectEnv, whose initial build wants the Dockerfile of a branch. */
    public static Envelope<ProjectEnvCreated> projectEnv(String repository, String branch) {
        ProjectEnvCreated created =
                new ProjectEnvCreated(
                        new BuildRef(
                                new BuildId(UUID.randomUUID()),
                                1,
                                new ProjectEnvRef(
                                        new ProjectEnvId(UUID.randomUUID()), "app", "dev")),
                        "local",
                        "builds",
                        new Source(
                                repository,
                                branch,
                                Optional.empty(),
                                "Dockerfile",
                                ".",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new Image("dev-app", List.of("latest")),
                        true,
                        Optional.empty());
        return new Envelope<>(
                UUID.randomUUID().toString(),
                "project-service",
                Instant.now(),
                Optional.empty(),
                created);
    }

    /** Returns when the broker has the event. */
    public void publish(Envelope<? extends Event> event)
            throws ExecutionException, InterruptedException {
        producer.send(codec.encode(event).toRecord()).get();
    }

    /** The answers for one ProjectEnv, as soon as there are as many. */
    public List<Envelope<ScanEvent>> answers(ProjectEnvId projectEnv, int least) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(LONG)
                .until(() -> {
                    if (of(projectEnv).size() < least) {
                        poll();
                    }
                    return of(projectEnv).size() >= least;
                });
        return of(projectEnv);
    }

    private List<Envelope<ScanEvent>> of(ProjectEnvId projectEnv) {
        return seen.stream()
                .filter(answer -> answer.event().build().projectEnv().id().equals(projectEnv))
                .toList();
    }

    private void poll() throws MalformedEventException {
        for (ConsumerRecord<String, byte[]> each : answers.poll(POLL)) {
            seen.add(codec.decode(each).as(ScanEvent.class));
        }
    }

    @Override
    public void close() {
        producer.close();
        answers.close();
    }
}
