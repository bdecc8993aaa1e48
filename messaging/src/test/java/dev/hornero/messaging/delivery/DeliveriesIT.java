// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.publish.RecordSender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class DeliveriesIT {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** {@code throttled.ordered.max-concurrency}. */
    private static final int AT_A_TIME = 16;

    @Inject EventPublisher publisher;
    @Inject RecordSender sender;
    @Inject Envelopes envelopes;
    @Inject MeterRegistry meters;
    @Inject CancelledBuilds handled;

    private final BuildCancelled event = cancelled();

    /** Without a registry of a service's own nothing is counted. */
    @BeforeAll
    static void count() {
        Metrics.addRegistry(new SimpleMeterRegistry());
    }

    @BeforeEach
    void theTopicsExist() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            await().atMost(LONG)
                    .until(() -> admin.listTopics().names().get().contains("hornero.api-keys"));
        }
    }

    @Test
    void anEventReachesItsHandlerWithItsEnvelope() throws Exception {
        publish(event);

        await().atMost(LONG).until(() -> handled.times(event) == 1);
        assertThat(handled.envelope(event).source()).isEqualTo("messaging-test");
    }

    @Test
    void aRecordThatIsNoEventStopsNoOtherAndIsKeptAsItCame() throws Exception {
        String key = UUID.randomUUID().toString();
        sender.send(
                        new ProducerRecord<>(
                                Topic.BUILDS.topicName(), key, "{not json".getBytes(UTF_8)))
                .toCompletableFuture()
                .get();
        publish(event);

        await().atMost(LONG).until(() -> handled.times(event) == 1);
        ConsumerRecord<String, byte[]> letter = deadLetter(key);
        assertThat(letter.value()).isEqualTo("{not json".getBytes(UTF_8));
        assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("header ce_type is missing");
        assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo("hornero-messaging-test");
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("hornero.builds");
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).isNotBlank();
    }

    @Test
    void anEventThatTheServiceRejectsIsADeadLetterAtOnce() throws Exception {
        handled.failWith(event, 1, () -> new RejectedEventException("it clashes"));
        publish(event);

        ConsumerRecord<String, byte[]> letter = deadLetter(event.key());
        assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("it clashes");
        assertThat(header(letter, "ce_type")).isEqualTo("dev.hornero.BuildCancelled.v1");
        assertThat(handled.times(event)).isEqualTo(1);
    }

    @Test
    void aFailureThatWillPassIsTriedUntilItDoes() throws Exception {
        handled.failWith(
                event, 12, () -> new IllegalStateException(new java.net.ConnectException("away")));
        publish(event);

        await().atMost(LONG).until(() -> handled.times(event) == 13);
    }

    @Test
    void aFailureThatDoesNotPassIsADeadLetterAfterSomeAttempts() throws Exception {
        handled.failWith(event, 99, () -> new IllegalStateException("bug with hunter2 in it"));
        publish(event);

        ConsumerRecord<String, byte[]> letter = deadLetter(event.key());
        assertThat(header(letter, DeadLetterHeaders.REASON))
                .isEqualTo("failed 5 times: IllegalStateException");
    }

    @Test
    void anErrorOfTheHandlerIsAFailureLikeAnother() throws Exception {
        handled.failWith(
                event,
                99,
                () -> {
                    throw new StackOverflowError();
                });

        publish(event);

        assertThat(header(deadLetter(event.key()), DeadLetterHeaders.REASON))
                .isEqualTo("failed 5 times: StackOverflowError");
    }

    @Test
    void whatIsGivenUpIsReportedWithItsDeadLetterUntilThatIsDone() throws Exception {
        handled.failWith(event, 99, () -> new RejectedEventException("it clashes"));
        handled.failOnGivenUpWith(
                event, 7, () -> new IllegalStateException(new java.net.ConnectException("away")));

        publish(event);

        await().atMost(LONG).until(() -> handled.givenUp(event).size() == 8);
        ConsumerRecord<String, byte[]> letter = deadLetter(event.key());
        assertThat(handled.givenUp(event).getLast().text())
                .isEqualTo(
                        "it clashes; it is kept as dead letter hornero.builds.dead-letter,"
                                + " partition 0, offset "
                                + letter.offset());
    }

    @Test
    void aRecordAsLargeAsTheBrokerTakesIsKeptWhole() throws Exception {
        String key = UUID.randomUUID().toString();
        byte[] garbage = new byte[1_048_450];

        raw(key, garbage, List.of());

        assertThat(deadLetter(key).value()).isEqualTo(garbage);
    }

    @Test
    void headersAsLargeAsTheBrokerTakesAreKeptWhole() throws Exception {
        String key = UUID.randomUUID().toString();

        raw(key, new byte[] {1}, List.of(new RecordHeader("note", new byte[900_000])));

        assertThat(deadLetter(key).headers().lastHeader("note").value()).hasSize(900_000);
    }

    @Test
    void aLetterThatTheBrokerRefusesIsReducedUntilItFits() throws Exception {
        byte[] garbage = new byte[200_000];
        garbage[0] = 7;
        try {
            String beginning = UUID.randomUUID().toString();
            letterBytes(100_000);
            raw(beginning, garbage, List.of(new RecordHeader("note", new byte[900])));
            ConsumerRecord<String, byte[]> letter = deadLetter(beginning);
            assertThat(letter.value()).hasSize(32 * 1024).startsWith(7);
            assertThat(header(letter, DeadLetterHeaders.VALUE_SIZE)).isEqualTo("200000");
            assertThat(header(letter, DeadLetterHeaders.VALUE_SHA256)).matches("[0-9a-f]{64}");
            assertThat(letter.headers().lastHeader("note")).isNull();

            String trace = UUID.randomUUID().toString();
            letterBytes(2_000);
            raw(trace, garbage, List.of());
            assertThat(deadLetter(trace).value()).isNull();

            letterBytes(10);
            double lost = meter("hornero.messaging.lost");
            raw(UUID.randomUUID().toString(), garbage, List.of());
            await().atMost(LONG).until(() -> meter("hornero.messaging.lost") == lost + 1);
            publish(event);
            await().atMost(LONG).until(() -> handled.times(event) == 1);
        } finally {
            letterBytes(RecordSender.LARGEST_RECORD);
        }
    }

    @Test
    void whateverComesEveryRecordIsHandledOrADeadLetter() throws Exception {
        int count = Integer.getInteger("hostile.records", 2_000);
        long seed = Long.getLong("hostile.seed", 20_251_129);
        await().atMost(LONG).until(() -> lag() == 0);
        double handledBefore = meter("hornero.messaging.handled");
        double givenUpBefore = meter("hornero.messaging.given.up");
        long lettersBefore = letters();
        AtomicInteger forOthers = new AtomicInteger();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            new HostileRecords(Topic.BUILDS, seed)
                    .some(count)
                    .forEach(hostile -> {
                        Header group = hostile.headers().lastHeader(DeadLetterHeaders.REPLAY_GROUP);
                        if (group != null && group.value() != null) {
                            forOthers.incrementAndGet();
                        }
                        sent.add(producer.send(hostile));
                    });
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }

        publish(event);

        await().atMost(Duration.ofMinutes(3)).until(() -> handled.times(event) == 1);
        await().atMost(Duration.ofMinutes(3)).until(() -> lag() == 0);
        double handledNow = meter("hornero.messaging.handled") - handledBefore;
        double givenUp = meter("hornero.messaging.given.up") - givenUpBefore;
        assertThat(handledNow + givenUp).as("seed %d", seed).isEqualTo(count + 1 - forOthers.get());
        assertThat(letters() - lettersBefore).as("seed %d", seed).isEqualTo((long) givenUp);
    }

    /**
     * More keys than are handled at a time: one record waits for its turn while a later one of its
     * partition is done.
     */
    @Test
    void noRecordIsCommittedBeforeThoseAheadOfItAreHandled() throws Exception {
        await().atMost(LONG).until(() -> lag() == 0);
        List<BuildCancelled> begun =
                Stream.generate(DeliveriesIT::cancelled).limit(AT_A_TIME).toList();
        List<BuildCancelled> second = begun.stream().map(DeliveriesIT::another).toList();
        List<BuildCancelled> third = begun.stream().map(DeliveriesIT::another).toList();
        List<BuildCancelled> waiting =
                Stream.of(begun, second.subList(1, AT_A_TIME), third)
                        .flatMap(List::stream)
                        .toList();
        waiting.forEach(this::hold);
        try {
            long first =
                    inOneBatch(
                            Stream.of(begun, List.of(event), second, third)
                                    .flatMap(List::stream)
                                    .toList());
            await().atMost(LONG)
                    .until(() -> begun.stream().allMatch(one -> handled.times(one) > 0));
            begun.forEach(this::release);
            await().atMost(LONG).until(() -> handled.times(third.getFirst()) > 0);

            await().during(Duration.ofMillis(500))
                    .atMost(LONG)
                    .until(() -> committed(0) == first + AT_A_TIME);
            assertThat(handled.times(event)).isZero();
        } finally {
            waiting.forEach(this::release);
        }
        await().atMost(LONG).until(() -> handled.times(event) == 1 && lag() == 0);
    }

    private void hold(BuildCancelled one) {
        handled.failWith(
                one,
                Integer.MAX_VALUE,
                () -> new IllegalStateException(new java.net.ConnectException("away")));
    }

    private void release(BuildCancelled one) {
        handled.failWith(one, 0, IllegalStateException::new);
    }

    /** To partition 0; the offset of the first. */
    private long inOneBatch(List<BuildCancelled> events) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker(),
                                "linger.ms",
                                60_000,
                                "batch.size",
                                1_000_000),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (BuildCancelled one : events) {
                ProducerRecord<String, byte[]> record =
                        new EventCodec().encode(envelopes.fresh(one, Optional.empty())).toRecord();
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        record.topic(),
                                        0,
                                        record.key(),
                                        record.value(),
                                        record.headers())));
            }
            producer.flush();
        }
        return sent.getFirst().get().offset();
    }

    private double meter(String name) {
        return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }

    private void raw(String key, byte[] value, List<Header> headers) throws Exception {
        sender.send(new ProducerRecord<>(Topic.BUILDS.topicName(), null, key, value, headers))
                .toCompletableFuture()
                .get();
    }

    private static void letterBytes(int bytes) throws Exception {
        AlterConfigOp change =
                new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                        AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(kafka())) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(
                                            ConfigResource.Type.TOPIC,
                                            Topic.BUILDS.deadLetterName()),
                                    List.of(change)))
                    .all()
                    .get();
        }
    }

    private static long letters() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            return end(admin, new TopicPartition(Topic.BUILDS.deadLetterName(), 0));
        }
    }

    private static long lag() throws Exception {
        long lag = 0;
        try (Admin admin = Admin.create(kafka())) {
            for (int partition = 0; partition < 6; partition++) {
                lag +=
                        end(admin, new TopicPartition(Topic.BUILDS.topicName(), partition))
                                - committed(partition);
            }
        }
        return lag;
    }

    private static long committed(int partition) throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            OffsetAndMetadata at =
                    admin.listConsumerGroupOffsets("hornero-messaging-test")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(Topic.BUILDS.topicName(), partition));
            return at == null ? 0 : at.offset();
        }
    }

    private static long end(Admin admin, TopicPartition partition) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static String broker() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    @Test
    void aReplayReachesTheGroupThatRefusedItAndNoOther() throws Exception {
        BuildCancelled mine = cancelled();
        replay(event, "hornero-another");
        replay(mine, "hornero-messaging-test");

        await().atMost(LONG).until(() -> handled.times(mine) == 1);
        // What comes after on its key is handled, so the replay before it was passed over
        publish(event);
        await().atMost(LONG).until(() -> handled.times(event) == 1);
    }

    @Test
    void aNamedInstanceIsKnownByItsNameToTheBroker() throws Exception {
        publish(event);
        await().atMost(LONG).until(() -> handled.times(event) == 1);

        try (Admin admin = Admin.create(kafka())) {
            assertThat(
                            admin.describeConsumerGroups(List.of("hornero-messaging-test"))
                                    .all()
                                    .get()
                                    .get("hornero-messaging-test")
                                    .members())
                    .extracting(member -> member.groupInstanceId().orElse("none"))
                    .containsExactly("first-builds");
        }
    }

    @Test
    void theTopicsAreCreatedAsTheContractWantsThem() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            assertThat(setting(admin, Topic.BUILDS, "retention.ms")).isEqualTo("-1");
            assertThat(setting(admin, Topic.BUILD_LOGS, "retention.ms")).isEqualTo("604800000");
            assertThat(setting(admin, Topic.API_KEYS, "cleanup.policy")).isEqualTo("compact");
            assertThat(setting(admin, Topic.SCANS.deadLetterName(), "max.message.bytes"))
                    .isEqualTo("2097152");
        }
    }

    private void publish(BuildCancelled cancelled) throws Exception {
        publisher.publish(envelopes.fresh(cancelled, Optional.empty())).toCompletableFuture().get();
    }

    private void replay(BuildCancelled cancelled, String group) throws Exception {
        EncodedEvent encoded =
                new EventCodec().encode(envelopes.fresh(cancelled, Optional.empty()));
        ProducerRecord<String, byte[]> replayed = encoded.toRecord();
        replayed.headers().add(DeadLetterHeaders.REPLAY_GROUP, group.getBytes(UTF_8));
        sender.send(replayed).toCompletableFuture().get();
    }

    private static BuildCancelled cancelled() {
        ProjectEnvRef shop = new ProjectEnvRef(new ProjectEnvId(UUID.randomUUID()), "shop", "prod");
        return new BuildCancelled(new BuildRef(new BuildId(UUID.randomUUID()), 1, shop), "ada");
    }

    /** Another build of the same ProjectEnv, so on the same key. */
    private static BuildCancelled another(BuildCancelled one) {
        return new BuildCancelled(
                new BuildRef(new BuildId(UUID.randomUUID()), 2, one.build().projectEnv()), "ada");
    }

    private static ConsumerRecord<String, byte[]> deadLetter(String key) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.BUILDS.deadLetterName()));
            await().atMost(LONG)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(letter -> {
                                    if (key.equals(letter.key())) {
                                        found.add(letter);
                                    }
                                });
                        return !found.isEmpty();
                    });
        }
        return found.getFirst();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static String setting(Admin admin, Topic topic, String name) throws Exception {
        return setting(admin, topic.topicName(), name);
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }

    private static Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers",
                broker(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
    }
}
