// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static dev.hornero.orchestrator.OrchestratorProfile.NAMESPACE;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.kubernetes.KubernetesTestResource;
import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.events.Code;
import dev.hornero.events.Event;
import dev.hornero.events.Source;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobLaunched;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.seal.Seals;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The path of a build through the orchestrator, with a real broker and the embedded cluster. */
@QuarkusTest
@TestProfile(OrchestratorProfile.class)
@WithTestResource(KafkaTestResource.class)
@WithTestResource(
        value = KubernetesTestResource.class,
        initArgs = @ResourceArg(name = "kubelet", value = "false"))
class BuildPathIT {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject KubernetesClient client;
    @Inject EventPublisher publisher;
    @Inject Envelopes envelopes;
    @Inject Seals seals;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private PublishedEvents published;
    private OrderedBuilds builds;
    private PlayedKubelet kubelet;

    @BeforeEach
    void prepare() {
        if (client.namespaces().withName(NAMESPACE).get() == null) {
            client.resource(
                            new NamespaceBuilder()
                                    .withNewMetadata()
                                    .withName(NAMESPACE)
                                    .endMetadata()
                                    .build())
                    .create();
        }
        published = new PublishedEvents(bootstrapServers);
        builds = new OrderedBuilds(seals);
        kubelet = new PlayedKubelet(client, NAMESPACE);
    }

    @AfterEach
    void close() {
        published.close();
    }

    @Test
    void itIsReadyOnceItWatches() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void aBuildGoesFromItsOrderToItsImageAndLeavesNothing() {
        ArgsResolved build = builds.next(Map.of("TOKEN", "a-secret-value"));
        send(build);

        Pod pod = podOf(build);
        kubelet.runs(pod);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .contains("BuildJobQueued", "BuildJobLaunched", "BuildJobStarted"));
        kubelet.succeeds(pod, DIGEST);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id())).contains("BuildJobSucceeded"));
        assertThat(end(build, BuildJobSucceeded.class))
                .satisfies(end -> {
                    assertThat(end.digest()).isEqualTo(DIGEST);
                    assertThat(end.image())
                            .isEqualTo(
                                    "registry.example.com/images/"
                                            + builds.projectEnv().name()
                                            + ":latest");
                    assertThat(end.tags()).containsExactly("latest", "3b18e512dba7", "build-1");
                });
        assertThat(end(build, BuildJobLaunched.class).resources())
                .extracting(made -> made.kind())
                .containsExactlyInAnyOrder("Job", "Secret", "Secret", "PersistentVolumeClaim");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left(build)).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.log(build.build().id()))
                                .last()
                                .matches(BuildLogAppended::last));
    }

    @Test
    void anOrderThatComesThreeTimesAndAgainAfterTheEndMakesOneJob() {
        ArgsResolved build = builds.next(Map.of());
        send(build);
        send(build);
        send(build);

        Pod pod = podOf(build);
        assertThat(jobs(build)).hasSize(1);
        kubelet.succeeds(pod, DIGEST);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left(build)).isEmpty());
        send(build);
        ArgsResolved later = builds.next(Map.of());
        send(later);

        // The later one is handled after the one that came again.
        Pod other = podOf(later);
        assertThat(jobs(build)).isEmpty();
        kubelet.succeeds(other, DIGEST);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left(later)).isEmpty());
        assertThat(published.of(build.build().id()))
                .filteredOn(name -> name.equals("BuildJobQueued"))
                .hasSize(1);
    }

    @Test
    void buildsOfOneProjectEnvRunOneAtATimeAndInOrder() {
        ArgsResolved first = builds.next(Map.of());
        ArgsResolved second = builds.next(Map.of());
        send(first);
        send(second);

        Pod pod = podOf(first);
        kubelet.runs(pod);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(second.build().id())).contains("BuildJobQueued"));
        assertThat(job(second).orElseThrow().getSpec().getSuspend()).isTrue();
        // Credentials are made when they are used, and volumes too.
        assertThat(left(second)).singleElement().asString().startsWith("Job ");
        kubelet.fails(pod, 7);

        kubelet.succeeds(podOf(second), DIGEST);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(published.of(first.build().id())).contains("BuildJobFailed");
                    assertThat(published.of(second.build().id())).contains("BuildJobSucceeded");
                });
        assertThat(end(first, BuildJobFailed.class).exitCode()).contains(7);
    }

    @Test
    void aQueuedBuildIsCancelledAndNeverStarted() {
        ArgsResolved first = builds.next(Map.of());
        ArgsResolved second = builds.next(Map.of());
        send(first);
        send(second);
        Pod pod = podOf(first);
        send(cancel(second));
        send(cancel(second));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(second.build().id()))
                                .containsExactly("BuildJobQueued", "BuildJobCancelled"));
        send(second);
        kubelet.succeeds(pod, DIGEST);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(left(first)).isEmpty();
                    assertThat(left(second)).isEmpty();
                });
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(first.build().id())).contains("BuildJobSucceeded"));
    }

    @Test
    void aRunningBuildIsCancelled() {
        ArgsResolved build = builds.next(Map.of());
        send(build);
        Pod pod = podOf(build);
        kubelet.runs(pod);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id())).contains("BuildJobStarted"));
        send(cancel(build));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(kubelet.podOf(jobName(build)))
                                .get()
                                .extracting(p -> p.getMetadata().getDeletionTimestamp())
                                .isNotNull());
        kubelet.goes(pod);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id())).contains("BuildJobCancelled"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left(build)).isEmpty());
    }

    @Test
    void aCancelThatComesTooLateChangesNothing() {
        ArgsResolved build = builds.next(Map.of());
        send(build);
        Pod pod = podOf(build);
        kubelet.succeeds(pod, DIGEST);
        send(cancel(build));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(left(build)).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .contains("BuildJobSucceeded")
                                .doesNotContain("BuildJobCancelled"));
    }

    @Test
    void whatABuildWaitsForIsReported() {
        ArgsResolved build = builds.next(Map.of());
        send(build);
        kubelet.cannotPull(podOf(build));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.events(build.build().id()))
                                .filteredOn(BuildJobProgressed.class::isInstance)
                                .map(BuildJobProgressed.class::cast)
                                .flatMap(e -> e.waiting().stream().toList())
                                .map(BuildJobProgressed.Waiting::reason)
                                .containsExactly("ImagePullBackOff"));
        send(cancel(build));
    }

    @Test
    void aBuildInAnotherNamespaceIsRefused() {
        ArgsResolved build = builds.next(Map.of());
        send(inNamespace(build, "kube-system"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .containsExactly("BuildJobFailed"));
        assertThat(end(build, BuildJobFailed.class).reason())
                .isEqualTo(Code.of(BuildFailureReason.NAMESPACE_NOT_ALLOWED));
    }

    @Test
    void aBuildWhoseValuesAreNotForItIsEnded() {
        ArgsResolved other = new OrderedBuilds(seals).next(Map.of("A", "b"));
        ArgsResolved build = builds.next(Map.of());
        send(withValuesOf(build, other));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .containsExactly("BuildJobFailed"));
        assertThat(end(build, BuildJobFailed.class).message()).contains("values cannot be opened");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.log(build.build().id()))
                                .last()
                                .matches(BuildLogAppended::last));
    }

    /** Its git credential is for no host at all, which no code expects. */
    @Test
    void aBuildWhoseOrderIsGivenUpEndsOnceAndARepeatedOrderMakesNoJob() {
        ArgsResolved build = ofNoHost(builds.next(Map.of()));
        send(build);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .containsExactly("BuildJobFailed"));
        send(build);
        ArgsResolved later = builds.next(Map.of());
        send(later);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(later.build().id())).contains("BuildJobQueued"));
        assertThat(published.of(build.build().id())).containsExactly("BuildJobFailed");
        BuildJobFailed end = end(build, BuildJobFailed.class);
        assertThat(end.reason()).isEqualTo(Code.of(BuildFailureReason.GIVEN_UP));
        assertThat(end.message())
                .contains("failed 5 times: IllegalArgumentException")
                .contains("dead letter hornero.builds.dead-letter, partition 0");
        send(cancel(later));
    }

    private static ArgsResolved ofNoHost(ArgsResolved b) {
        return new ArgsResolved(
                b.build(),
                b.sequence(),
                b.cluster(),
                b.namespace(),
                b.commit(),
                new Source(
                        "/srv/git/shop.git",
                        b.source().branch(),
                        b.source().commit(),
                        b.source().dockerfilePath(),
                        b.source().contextPath(),
                        b.source().target(),
                        Optional.of(b.values()),
                        Optional.empty()),
                b.image(),
                b.values(),
                b.buildSecrets(),
                b.resources(),
                b.placement(),
                b.cache(),
                b.timeout(),
                Optional.empty());
    }

    @Test
    void aDeletedProjectEnvStartsNothingMore() {
        ArgsResolved build = builds.next(Map.of());
        send(new ProjectEnvDeleted(builds.projectEnv(), "local", NAMESPACE));
        await().atMost(PATIENCE)
                .until(() ->
                        client.configMaps().inNamespace(NAMESPACE).list().getItems().stream()
                                .anyMatch(map ->
                                        map.getMetadata()
                                                        .getName()
                                                        .endsWith(
                                                                builds.projectEnv().id().toString())
                                                && map.getData().containsKey("deleted-at")));
        send(build);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(published.of(build.build().id()))
                                .containsExactly("BuildJobQueued", "BuildJobCancelled"));
    }

    private void send(Event event) {
        publisher.publish(envelopes.fresh(event, Optional.empty())).toCompletableFuture().join();
    }

    private Pod podOf(ArgsResolved build) {
        return await().atMost(PATIENCE)
                .until(() -> kubelet.podOf(jobName(build)), Optional::isPresent)
                .orElseThrow();
    }

    private String jobName(ArgsResolved build) {
        return job(build).map(job -> job.getMetadata().getName()).orElse("none");
    }

    private Optional<Job> job(ArgsResolved build) {
        return jobs(build).stream().findFirst();
    }

    private List<Job> jobs(ArgsResolved build) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withLabel("hornero.dev/build-id", build.build().id().toString())
                .list()
                .getItems();
    }

    /** Everything of a build that is in the cluster. */
    private List<String> left(ArgsResolved build) {
        String label = "hornero.dev/build-id";
        String id = build.build().id().toString();
        return java.util.stream.Stream.of(
                        jobs(build),
                        client.pods().inNamespace(NAMESPACE).withLabel(label, id).list().getItems(),
                        client.secrets()
                                .inNamespace(NAMESPACE)
                                .withLabel(label, id)
                                .list()
                                .getItems(),
                        client.persistentVolumeClaims()
                                .inNamespace(NAMESPACE)
                                .withLabel(label, id)
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    private <E> E end(ArgsResolved build, Class<E> type) {
        return published.events(build.build().id()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static BuildCancelRequested cancel(ArgsResolved build) {
        return new BuildCancelRequested(build.build(), "local", NAMESPACE, "ada");
    }

    private static ArgsResolved inNamespace(ArgsResolved b, String namespace) {
        return new ArgsResolved(
                b.build(),
                b.sequence(),
                b.cluster(),
                namespace,
                b.commit(),
                b.source(),
                b.image(),
                b.values(),
                b.buildSecrets(),
                b.resources(),
                b.placement(),
                b.cache(),
                b.timeout(),
                Optional.empty());
    }

    private static ArgsResolved withValuesOf(ArgsResolved b, ArgsResolved other) {
        return new ArgsResolved(
                b.build(),
                b.sequence(),
                b.cluster(),
                b.namespace(),
                b.commit(),
                b.source(),
                b.image(),
                other.values(),
                b.buildSecrets(),
                b.resources(),
                b.placement(),
                b.cache(),
                b.timeout(),
                Optional.empty());
    }
}
