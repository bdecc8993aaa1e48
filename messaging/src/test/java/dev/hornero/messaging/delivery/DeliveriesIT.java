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
import dev.hornero.events.build.BuildCancelled;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.publish.RecordSender;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class DeliveriesIT {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject EventPublisher publisher;
    @Inject RecordSender sender;
    @Inject Envelopes envelopes;
    @Inject CancelledBuilds handled;

    private final BuildCancelled event = cancelled();

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
    void aRecordThatIsNoEventStopsNobodyAndIsKeptAsItCame() throws Exception {
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
    void aReplayReachesTheGroupThatRefusedItAndNoOther() throws Exception {
        BuildCancelled mine = cancelled();
        replay(event, "hornero-somebody-else");
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
        return new BuildCancelled(
                new BuildRef(new BuildId(UUID.randomUUID()), 1, shop, Optional.empty()), "ada");
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
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }

    private static Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
    }
}
