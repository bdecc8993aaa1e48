// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.test.GitServerTestResource;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.TestRepositories;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Event;
import dev.hornero.events.Image;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.delivery.GivenUp;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.publish.RecordSender;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(GitServerTestResource.class)
class ScanConsumerIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String DOCKERFILE =
            """
            FROM scratch
            # VERSION what to say
            ARG VERSION
            ARG PORT=8080
            LABEL version=$VERSION port=$PORT
            """;

    @Inject EventPublisher publisher;
    @Inject RecordSender sender;
    @Inject Envelopes envelopes;
    @Inject ScanConsumer consumer;

    private final TestRepositories repositories = TestRepositories.at(settings());
    private final String name = "app-" + UUID.randomUUID();

    @Test
    void aNewProjectEnvIsAnsweredWithWhatItsDockerfileNeeds() throws Exception {
        String commit = repository().commit("dev", "Say it", Map.of("Dockerfile", DOCKERFILE));

        ArgsRequired answer = (ArgsRequired) scan(source("dev", Optional.empty())).event();

        assertThat(answer.commit().sha()).isEqualTo(commit);
        assertThat(answer.commit().subject()).isEqualTo("Say it");
        assertThat(answer.arguments())
                .extracting(BuildArgument::name, BuildArgument::requirement)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "VERSION", Code.of(ArgRequirement.REQUIRED)),
                        org.assertj.core.groups.Tuple.tuple(
                                "PORT", Code.of(ArgRequirement.OPTIONAL)));
        assertThat(answer.arguments().getFirst().description()).contains("what to say");
    }

    @Test
    void aPinnedCommitWinsOverTheBranch() throws Exception {
        String first = repository().commit("dev", "First", Map.of("Dockerfile", DOCKERFILE));
        repository().commit("dev", "Second", Map.of("Dockerfile", "FROM scratch\n"));

        ArgsRequired answer = (ArgsRequired) scan(source("dev", Optional.of(first))).event();

        assertThat(answer.commit().sha()).isEqualTo(first);
    }

    @Test
    void theSameRequestTwiceIsAnsweredUnderOneEventId() throws Exception {
        repository().commit("dev", "Say it", Map.of("Dockerfile", DOCKERFILE));
        Envelope<BuildRequested> request =
                envelopes.fresh(laterBuild(source("dev", Optional.empty())), Optional.empty());

        publish(request);
        publish(request);

        assertThat(answers(request.event().build(), 2))
                .extracting(Envelope::id)
                .containsOnly(answers(request.event().build(), 1).getFirst().id());
    }

    @Test
    void aRequestThatWasGivenUpEndsItsBuildOnceWithTheDeadLetter() throws Exception {
        Envelope<BuildRequested> request =
                envelopes.fresh(laterBuild(source("dev", Optional.empty())), Optional.empty());

        for (long offset : new long[] {17, 18}) {
            consumer.endBuild(
                    request,
                    new GivenUp(
                            "failed 5 times: IllegalStateException",
                            "hornero.builds.dead-letter",
                            Optional.of(new GivenUp.Place(0, offset))));
        }

        List<Envelope<ScanEvent>> answers = answers(request.event().build(), 2);
        assertThat(answers).extracting(Envelope::id).containsOnly(answers.getFirst().id());
        ScanFailed answer = (ScanFailed) answers.getFirst().event();
        assertThat(answer.reason()).isEqualTo(Code.of(ScanFailureReason.GIVEN_UP));
        assertThat(answer.message()).contains("hornero.builds.dead-letter, partition 0, offset 17");
    }

    @Test
    void anUnknownBranchIsAnsweredWithTheDefaultOne() throws Exception {
        repository().commit("main", "Say it", Map.of("Dockerfile", DOCKERFILE));

        ScanFailed answer = (ScanFailed) scan(source("dev", Optional.empty())).event();

        assertThat(answer.reason()).isEqualTo(Code.of(ScanFailureReason.BRANCH_NOT_FOUND));
        assertThat(answer.message()).contains("main");
    }

    @Test
    void aBrokenDockerfileIsAnsweredWithItsLine() throws Exception {
        repository().commit("dev", "Break it", Map.of("Dockerfile", "FROM scratch\nRUNN x\n"));

        ScanFailed answer = (ScanFailed) scan(source("dev", Optional.empty())).event();

        assertThat(answer.reason()).isEqualTo(Code.of(ScanFailureReason.DOCKERFILE_INVALID));
        assertThat(answer.line()).contains(2);
        assertThat(answer.message()).contains("unknown instruction: RUNN");
    }

    @Test
    void aHostOutsideTheAllowedRangesIsRefused() throws Exception {
        ScanFailed answer =
                (ScanFailed)
                        scan(new Source(
                                        "http://169.254.169.254/latest/a.git",
                                        "dev",
                                        Optional.empty(),
                                        "Dockerfile",
                                        ".",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                                .event();

        assertThat(answer.reason()).isEqualTo(Code.of(ScanFailureReason.HOST_NOT_ALLOWED));
    }

    @Test
    void aCredentialThatDoesNotOpenEndsTheBuildAndIsNoDeadLetter() throws Exception {
        Source sealed =
                new Source(
                        repositories.urlOf(name),
                        "dev",
                        Optional.empty(),
                        "Dockerfile",
                        ".",
                        Optional.empty(),
                        Optional.of(new Sealed("nonsense")),
                        Optional.empty());

        ScanFailed answer = (ScanFailed) scan(sealed).event();

        assertThat(answer.reason()).isEqualTo(Code.of(ScanFailureReason.AUTH_FAILED));
    }

    @Test
    void aRecordOfProjectEnvsThatIsNoEventIsADeadLetterAndStopsNoOther() throws Exception {
        ProjectEnvCreated created = created(source("dev", Optional.empty()));

        isADeadLetterAndStopsNoOther(Topic.PROJECT_ENVS, created, created.build());
    }

    @Test
    void aRecordOfBuildsThatIsNoEventIsADeadLetterAndStopsNoOther() throws Exception {
        BuildRequested requested = laterBuild(source("dev", Optional.empty()));

        isADeadLetterAndStopsNoOther(Topic.BUILDS, requested, requested.build());
    }

    // With the key of the event that follows, which therefore waits for it
    private void isADeadLetterAndStopsNoOther(Topic topic, Event event, BuildRef build)
            throws Exception {
        repository().commit("dev", "Say it", Map.of("Dockerfile", DOCKERFILE));
        for (byte[] value : new byte[][] {"{not json".getBytes(UTF_8), {(byte) 0xff, 0}}) {
            send(new ProducerRecord<>(topic.topicName(), event.key(), value));
        }
        String nextVersion = event.getClass().getSimpleName();
        for (String type : List.of(nextVersion + ".v9", "CoffeeOrdered.v1")) {
            send(ofType("dev.hornero." + type, event));
        }

        publish(envelopes.fresh(event, Optional.empty()));

        assertThat(answers(build, 1).getFirst().event()).isInstanceOf(ArgsRequired.class);
        List<ConsumerRecord<String, byte[]>> letters =
                records(topic.deadLetterName(), event.key(), 4);
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
                .containsExactly(
                        "header ce_type is missing",
                        "header ce_type is missing",
                        "version of \"dev.hornero.%s.v9\" is unknown, known is dev.hornero.%s.v1: upgrade this service, then replay"
                                .formatted(nextVersion, nextVersion),
                        "type \"dev.hornero.CoffeeOrdered.v1\" is unknown on %s: if a later release has it, upgrade this service, then replay"
                                .formatted(topic.topicName()));
        assertThat(letters)
                .allSatisfy(letter -> {
                    assertThat(header(letter, DeadLetterHeaders.GROUP))
                            .isEqualTo("hornero-scanner-service");
                })
                .extracting(ConsumerRecord::value)
                .contains("{not json".getBytes(UTF_8));
    }

    private void send(ProducerRecord<String, byte[]> given) throws Exception {
        sender.send(given).toCompletableFuture().get();
    }

    private ProducerRecord<String, byte[]> ofType(String type, Event event) {
        ProducerRecord<String, byte[]> given =
                new EventCodec().encode(envelopes.fresh(event, Optional.empty())).toRecord();
        given.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
        return given;
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void aHostThatHangsStopsNoOther() throws Exception {
        repository().commit("dev", "Say it", Map.of("Dockerfile", DOCKERFILE));
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            // Given
            for (int i = 0; i < 30; i++) {
                publish(
                        envelopes.fresh(
                                created(
                                        new Source(
                                                "http://127.0.0.1:%d/%d.git"
                                                        .formatted(silent.getLocalPort(), i),
                                                "dev",
                                                Optional.empty(),
                                                "Dockerfile",
                                                ".",
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())),
                                Optional.empty()));
            }

            // When
            ScanEvent answer = scan(source("dev", Optional.empty())).event();

            // Then
            assertThat(answer).isInstanceOf(ArgsRequired.class);
        }
    }

    private BareRepository repository() {
        return repositories.repository(name);
    }

    private Source source(String branch, Optional<String> commit) {
        return new Source(
                repositories.urlOf(name),
                branch,
                commit,
                "Dockerfile",
                ".",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Envelope<ScanEvent> scan(Source source) throws Exception {
        ProjectEnvCreated created = created(source);
        publish(envelopes.fresh(created, Optional.empty()));
        return answers(created.build(), 1).getFirst();
    }

    private void publish(Envelope<? extends Event> envelope) throws Exception {
        publisher.publish(envelope).toCompletableFuture().get();
    }

    private static ProjectEnvCreated created(Source source) {
        return new ProjectEnvCreated(
                build(1), "local", "builds", source, image(), true, Optional.of("ada"));
    }

    private static BuildRequested laterBuild(Source source) {
        return new BuildRequested(
                build(2),
                "local",
                "builds",
                source,
                image(),
                true,
                Code.of(BuildCause.REQUESTED),
                Optional.of("ada"),
                Optional.empty());
    }

    private static Image image() {
        return new Image("dev-app", List.of("latest"));
    }

    private static BuildRef build(int number) {
        return new BuildRef(
                new BuildId(UUID.randomUUID()),
                number,
                new ProjectEnvRef(new ProjectEnvId(UUID.randomUUID()), "app", "dev"));
    }

    private static List<Envelope<ScanEvent>> answers(BuildRef build, int least)
            throws MalformedEventException {
        EventCodec codec = new EventCodec();
        List<Envelope<ScanEvent>> answers = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> given :
                records(Topic.SCANS.topicName(), build.projectEnv().id().toString(), least)) {
            answers.add(codec.decode(given).as(ScanEvent.class));
        }
        return answers;
    }

    private static List<ConsumerRecord<String, byte[]>> records(
            String topic, String key, int least) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                ConfigProvider.getConfig()
                                        .getValue("kafka.bootstrap.servers", String.class),
                                "group.id",
                                UUID.randomUUID().toString(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(LONG)
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(given -> {
                                    if (key.equals(given.key())) {
                                        records.add(given);
                                    }
                                });
                        return records.size() >= least;
                    });
        }
        return records;
    }

    private static Map<String, String> settings() {
        var config = ConfigProvider.getConfig();
        return Map.of(
                GitServerTestResource.URL,
                config.getValue(GitServerTestResource.URL, String.class),
                GitServerTestResource.ROOT,
                config.getValue(GitServerTestResource.ROOT, String.class));
    }
}
