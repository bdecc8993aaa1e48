// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.soak;

import dev.hornero.events.Event;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.orchestrator.OrderedBuilds;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Orders builds of some ProjectEnvs, cancels a few, and ends what runs after a while. */
final class Load implements AutoCloseable {
    private static final int PROJECT_ENVS = 8;
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(600);
    private static final Duration LONGEST_BUILD = Duration.ofSeconds(6);
    private static final int ONE_IN_CANCELLED = 10;

    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final PlayedNode node;
    private final List<OrderedBuilds> projectEnvs;
    private final List<ArgsResolved> ordered = new ArrayList<>();
    private final Random random = new Random(1);
    private boolean ordering = true;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    Load(String bootstrapServers, PlayedNode node, String namespace) {
        this.node = node;
        this.producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.projectEnvs =
                Stream.generate(() -> new OrderedBuilds(Instance.seals(), namespace))
                        .limit(PROJECT_ENVS)
                        .toList();
    }

    void begin() {
        long millis = BETWEEN_ORDERS.toMillis();
        var _ = threads.scheduleAtFixedRate(this::order, 0, millis, TimeUnit.MILLISECONDS);
        var _ = threads.scheduleAtFixedRate(this::endSome, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** Orders no more; what runs still comes to its end. */
    synchronized void enough() {
        ordering = false;
    }

    synchronized List<ArgsResolved> ordered() {
        return List.copyOf(ordered);
    }

    private synchronized void order() {
        if (!ordering) {
            return;
        }
        ArgsResolved build =
                projectEnvs
                        .get(random.nextInt(projectEnvs.size()))
                        .next(Map.of("TOKEN", "a-long-secret"));
        ordered.add(build);
        send(build);
        if (random.nextInt(ONE_IN_CANCELLED) == 0) {
            ArgsResolved one =
                    ordered.get(ordered.size() - 1 - random.nextInt(Math.min(ordered.size(), 20)));
            send(new BuildCancelRequested(one.build(), one.cluster(), one.namespace(), "ada"));
        }
    }

    private void send(Event event) {
        var _ =
                producer.send(
                        codec.encode(
                                        new Envelope<>(
                                                UUID.randomUUID().toString(),
                                                "project-service",
                                                Instant.now(),
                                                Optional.empty(),
                                                event))
                                .toRecord());
    }

    private void endSome() {
        for (Pod pod : node.alive()) {
            boolean running = "Running".equals(pod.getStatus().getPhase());
            Instant began = Instant.parse(pod.getMetadata().getCreationTimestamp());
            long seconds =
                    Math.floorMod(pod.getMetadata().getUid().hashCode(), LONGEST_BUILD.toSeconds());
            if (running && began.plusSeconds(seconds).isBefore(Instant.now())) {
                end(pod);
            }
        }
    }

    private void end(Pod pod) {
        try {
            node.succeeds(pod);
        } catch (KubernetesClientException e) {
            // It was cancelled and is gone.
            if (e.getCode() != 404) {
                System.err.println("A Pod could not be ended: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        producer.close();
    }
}
