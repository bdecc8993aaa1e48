// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static dev.hornero.orchestrator.OrchestratorProfile.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.kubernetes.KubernetesTestResource;
import dev.hornero.embedded.test.GitServerTestResource;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.TestRepositories;
import dev.hornero.events.Code;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that really check a commit out, build an image and log, on the embedded cluster. */
@QuarkusTest
@TestProfile(OrchestratorProfile.class)
@WithTestResource(KafkaTestResource.class)
@WithTestResource(GitServerTestResource.class)
@WithTestResource(KubernetesTestResource.class)
class RealBuildIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNKNOWN_COMMIT = "0123456789012345678901234567890123456789";

    @Inject KubernetesClient client;
    @Inject EventPublisher publisher;
    @Inject Envelopes envelopes;
    @Inject Seals seals;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    TestRepositories repositories;

    private PublishedEvents published;
    private OrderedBuilds builds;

    @BeforeEach
    void prepare() {
        if (client.namespaces().withName(NAMESPACE).get() == null) {
            createNamespace(NAMESPACE);
        }
        published = new PublishedEvents(bootstrapServers);
        builds = new OrderedBuilds(seals);
    }

    @AfterEach
    void close() {
        published.close();
    }

    @Test
    void anImageIsBuiltOfTheCommitThatWasResolved() {
        ArgsResolved build =
                order(
                        "good",
                        "FROM scratch\nARG GREETING\nLABEL greeting=$GREETING\nCOPY . /\n",
                        Map.of("GREETING", "hello-from-a-secret"));

        BuildJobSucceeded end = end(build, BuildJobSucceeded.class);

        assertThat(end.digest()).matches("sha256:[0-9a-f]{64}");
        assertThat(steps(build)).containsSubsequence(BuildStep.FETCHING, BuildStep.BUILDING);
        assertThat(instructions(build)).contains("COPY . /");
        assertThat(log(build))
                .extracting(LogLine::text)
                .anyMatch(line -> line.contains("Checked out commit " + build.commit().sha()))
                .noneMatch(line -> line.contains("hello-from-a-secret"));
        assertThat(published.log(build.build().id())).last().matches(BuildLogAppended::last);
        assertThat(log(build)).doesNotHaveDuplicates();
    }

    @Test
    void aRepositoryThatMayNotBeReadFromHereIsAFailedCheckout() {
        ArgsResolved build =
                builds.next("ssh://git@git.example.com/shop.git", UNKNOWN_COMMIT, Map.of());
        send(build);

        BuildJobFailed end = end(build, BuildJobFailed.class);

        assertThat(end.reason()).isEqualTo(Code.of(BuildFailureReason.CHECKOUT_FAILED));
        assertThat(end.message()).contains("ssh://", "HORNERO_GIT_ALLOW_SCHEMES");
    }

    @Test
    void aCommitThatIsNotThereIsAFailedCheckout() {
        repositories.repository("known").commit("main", "first", Map.of("Dockerfile", "FROM x\n"));
        ArgsResolved build = builds.next(repositories.urlOf("known"), UNKNOWN_COMMIT, Map.of());
        send(build);

        BuildJobFailed end = end(build, BuildJobFailed.class);

        assertThat(end.reason()).isEqualTo(Code.of(BuildFailureReason.CHECKOUT_FAILED));
        assertThat(end.message()).contains(UNKNOWN_COMMIT).contains("known.git");
    }

    @Test
    void aRepositoryThatIsNotThereIsAFailedCheckout() {
        ArgsResolved build = builds.next(repositories.urlOf("nowhere"), UNKNOWN_COMMIT, Map.of());
        send(build);

        BuildJobFailed end = end(build, BuildJobFailed.class);

        assertThat(end.reason()).isEqualTo(Code.of(BuildFailureReason.CHECKOUT_FAILED));
        assertThat(end.message()).contains("nowhere.git could not be read");
    }

    @Test
    void aStepWithoutItsFileIsNamed() {
        ArgsResolved build =
                order("bad", "FROM scratch\nLABEL a=b\nCOPY nothing-here /\n", Map.of());

        BuildJobFailed end = end(build, BuildJobFailed.class);

        assertThat(end.reason()).isEqualTo(Code.of(BuildFailureReason.DOCKERFILE_NOT_BUILDABLE));
        assertThat(end.instruction()).contains("COPY nothing-here /");
        assertThat(end.message()).contains("nothing-here");
        assertThat(published.log(build.build().id())).last().matches(BuildLogAppended::last);
    }

    @Test
    void theDirectoryOfAStaticVolumeGoesWithItsBuild(@TempDir Path volumes) throws IOException {
        String namespace = "static-volumes";
        createNamespace(namespace);
        builds = new OrderedBuilds(seals, namespace);
        String commit =
                repositories
                        .repository("static")
                        .commit(
                                "main",
                                "build me",
                                Map.of("Dockerfile", "FROM scratch\nCOPY . /\n"));
        ArgsResolved good = builds.next(repositories.urlOf("static"), commit, Map.of());
        ArgsResolved bad = builds.next(repositories.urlOf("static"), UNKNOWN_COMMIT, Map.of());
        Topics topics = new Topics();
        try (Instance instance =
                Instance.of(
                                URI.create(client.getMasterUrl().toString()),
                                topics,
                                3,
                                Map.of(
                                        "hornero.orchestrator.namespaces",
                                        namespace,
                                        "hornero.build.volume.host-path",
                                        volumes.toString()))
                        .lead()) {
            instance.queue(good);
            instance.queue(bad);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(topics.ends(good.build().id()))
                                .singleElement()
                                .isInstanceOf(BuildJobSucceeded.class);
                        assertThat(topics.ends(bad.build().id()))
                                .singleElement()
                                .isInstanceOf(BuildJobFailed.class);
                        assertThat(client.persistentVolumes().list().getItems())
                                .extracting(volume -> volume.getMetadata().getName())
                                .noneMatch(name -> name.contains(builds.projectEnv().name()));
                        try (Stream<Path> left = Files.list(volumes)) {
                            assertThat(left).isEmpty();
                        }
                    });
        }
    }

    /** Its Pod would empty the whole directory of all builds. */
    @Test
    void aBuildThatWasQueuedForAClaimStaysOffADirectoryOfTheNodeThatIsSetLater(
            @TempDir Path volumes) throws IOException {
        Path others =
                Files.writeString(
                        Files.createDirectories(volumes.resolve("dev-shop-3-workspace-0123456789"))
                                .resolve("Dockerfile"),
                        "FROM scratch");
        String namespace = "queued-for-a-claim";
        createNamespace(namespace);
        builds = new OrderedBuilds(seals, namespace);
        String commit =
                repositories
                        .repository("queued")
                        .commit(
                                "main",
                                "build me",
                                Map.of("Dockerfile", "FROM scratch\nCOPY . /\n"));
        ArgsResolved build = builds.next(repositories.urlOf("queued"), commit, Map.of());
        Topics topics = new Topics();
        URI server = URI.create(client.getMasterUrl().toString());
        Map<String, String> claims = Map.of("hornero.orchestrator.namespaces", namespace);
        try (Instance before = Instance.of(server, topics, 3, claims)) {
            before.queue(build);
        }

        try (Instance _ =
                Instance.of(
                                server,
                                topics,
                                3,
                                Map.of(
                                        "hornero.orchestrator.namespaces",
                                        namespace,
                                        "hornero.build.volume.host-path",
                                        volumes.toString()))
                        .lead()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(topics.ends(build.build().id()))
                                    .singleElement()
                                    .isInstanceOf(BuildJobSucceeded.class));
        }
        assertThat(others).hasContent("FROM scratch");
        try (Stream<Path> all = Files.list(volumes)) {
            assertThat(all).hasSize(1);
        }
    }

    private void createNamespace(String name) {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
    }

    private ArgsResolved order(String name, String dockerfile, Map<String, String> values) {
        String commit =
                repositories
                        .repository(name)
                        .commit("main", "build me", Map.of("Dockerfile", dockerfile));
        ArgsResolved build = builds.next(repositories.urlOf(name), commit, values);
        send(build);
        return build;
    }

    private void send(ArgsResolved build) {
        publisher.publish(envelopes.fresh(build, Optional.empty())).toCompletableFuture().join();
    }

    private <E> E end(ArgsResolved build, Class<E> type) {
        E end =
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        published.events(build.build().id()).stream()
                                                .filter(type::isInstance)
                                                .map(type::cast)
                                                .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
        await().atMost(PATIENCE)
                .until(() ->
                        published.log(build.build().id()).stream()
                                .anyMatch(BuildLogAppended::last));
        return end;
    }

    private List<BuildJobProgressed> progress(ArgsResolved build) {
        return published.events(build.build().id()).stream()
                .filter(BuildJobProgressed.class::isInstance)
                .map(BuildJobProgressed.class::cast)
                .toList();
    }

    private List<BuildStep> steps(ArgsResolved build) {
        return progress(build).stream()
                .flatMap(event -> event.step().flatMap(Code::known).stream())
                .toList();
    }

    private List<String> instructions(ArgsResolved build) {
        return progress(build).stream().flatMap(event -> event.instruction().stream()).toList();
    }

    private List<LogLine> log(ArgsResolved build) {
        return published.log(build.build().id()).stream()
                .flatMap(part -> part.lines().stream())
                .toList();
    }
}
