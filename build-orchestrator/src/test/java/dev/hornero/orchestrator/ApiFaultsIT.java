// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.Code;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.LogLine;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Call;
import dev.hornero.orchestrator.api.Fault;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import dev.hornero.orchestrator.instance.Topics;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import dev.hornero.orchestrator.registry.RegistryException;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server and its network do to an orchestrator, and orchestrators to each other. */
class ApiFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUILD_ID = "hornero.dev/build-id";

    private static Cluster cluster;

    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    private final Topics topics = new Topics();
    private String namespace = "";
    private Map<String, String> settings = Map.of();
    private OrderedBuilds builds = new OrderedBuilds(Instance.seals());
    private PlayedNode node;
    private ApiProxy proxy;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stopCluster() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        namespace = "faults-" + UUID.randomUUID().toString().substring(0, 8);
        settings = Map.of("hornero.orchestrator.namespaces", namespace);
        cluster.namespace(namespace);
        builds = new OrderedBuilds(Instance.seals(), namespace);
        node =
                new PlayedNode(
                        Instance.client(cluster.url(), 3),
                        namespace,
                        pod -> ending.contains(pod.getMetadata().getLabels().get(BUILD_ID)));
        proxy = ApiProxy.before(cluster.url());
    }

    @AfterEach
    void close() {
        proxy.close();
        node.close();
    }

    @Test
    void aBuildThatEndsWhileTheApiServerIsAwayIsReported() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            proxy.spoil(_ -> new Fault.CutBefore());
            proxy.cutWatches();
            int asked = proxy.calls().size();

            node.succeeds(onlyPod(build));
            await().atMost(PATIENCE).until(() -> proxy.calls().size() > asked + 5);
            assertThat(topics.ends(build.build().id())).isEmpty();
            proxy.spoil(_ -> Fault.NONE);

            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    /** As when a connection is lost without notice. */
    @Test
    void aBuildEndsThoughItsLogNeverDoes() {
        ArgsResolved build = builds.next(Map.of());
        proxy.endlessLogs();
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            node.succeeds(onlyPod(build));

            awaitEnd(build, BuildJobSucceeded.class);
        }
        assertThat(topics.log(build.build().id()).stream().flatMap(part -> part.lines().stream()))
                .extracting(LogLine::kind)
                .contains(Code.of(LogLine.Kind.OUTPUT), Code.of(LogLine.Kind.GAP));
    }

    @Test
    void watchesThatAreTooOldAreBegunAgain() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            long lists = lists();

            proxy.expireWatches();
            node.succeeds(onlyPod(build));

            awaitEnd(build, BuildJobSucceeded.class);
            await().atMost(PATIENCE).until(() -> lists() > lists);
        }
    }

    @Test
    void aServerThatAsksToWaitIsAskedAgain() {
        ArgsResolved build = builds.next(Map.of("TOKEN", "a-long-secret"));
        ending.add(build.build().id().toString());
        Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
        proxy.spoil(call -> {
            boolean busy =
                    !call.isUpkeep()
                            && refused.computeIfAbsent(call.what(), _ -> new AtomicInteger())
                                            .incrementAndGet()
                                    <= 2;
            return busy
                    ? new Fault.Answer(
                            429,
                            Map.of("Retry-After", "1", "Content-Type", "application/json"),
                            "{\"kind\":\"Status\",\"code\":429,\"reason\":\"TooManyRequests\"}")
                    : Fault.NONE;
        });
        try (Instance instance = Instance.of(proxy.url(), topics, 5, settings).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobSucceeded.class);
        }
        assertThat(node.jobsOf(build.build().id().toString())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create jobs                   | 403 | jobs.batch is forbidden: User cannot create | RIGHTS_MISSING       | The orchestrator may not make the build's Job
                    create jobs                   | 403 | exceeded quota: jobs, requested: 1, used: 1 | POD_REFUSED          | The cluster refuses the build's Job
                    create jobs                   | 404 | namespaces not found                        | NAMESPACE_NOT_ALLOWED | The build's namespace does not exist
                    create jobs                   | 422 | said by the server                          | POD_REFUSED          | The cluster refuses the build's Job
                    create jobs                   | 400 | admission webhook denied the request        | POD_REFUSED          | The cluster refuses the build's Job
                    create secrets                | 403 | secrets is forbidden: User cannot create    | RIGHTS_MISSING       | The orchestrator may not make the build's Secret for the registry
                    create persistentvolumeclaims | 403 | said by the server                          | RIGHTS_MISSING       | The orchestrator may not make the build's PersistentVolumeClaim
                    """)
    void whatTheClusterRefusesIsSaidOnTheBuild(
            String what, int code, String said, String reason, String message) {
        ArgsResolved build = builds.next(Map.of());
        proxy.spoil(call -> call.what().equals(what) ? refusal(code, said) : Fault.NONE);
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed -> {
                            assertThat(failed.reason()).hasToString(reason);
                            assertThat(failed.message()).isEqualTo(message + ": " + said);
                        });
    }

    @Test
    void aQuotaThatIsUsedUpIsReportedAndWaitedFor() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        AtomicInteger refused = new AtomicInteger();
        proxy.spoil(call ->
                call.what().equals("create persistentvolumeclaims")
                                && refused.incrementAndGet() <= 3
                        ? refusal(403, "exceeded quota: storage")
                        : Fault.NONE);
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobSucceeded.class);
        }
        assertThat(topics.waits(build.build().id()))
                .contains(
                        new BuildJobProgressed.Waiting(
                                "QuotaExceeded",
                                "The cluster refuses the build's PersistentVolumeClaim: exceeded"
                                        + " quota: storage"));
    }

    @Test
    void aJobThatMayNotBeChangedIsReportedAndHasItsTurnWhenItMay() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        proxy.spoil(call ->
                call.what().equals("patch jobs")
                        ? refusal(403, "jobs.batch is forbidden: User cannot patch")
                        : Fault.NONE);
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(topics.waits(build.build().id()))
                                    .singleElement()
                                    .satisfies(waiting ->
                                            assertThat(waiting.message())
                                                    .contains("User cannot patch")));
            proxy.spoil(_ -> Fault.NONE);

            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    @Test
    void aNamespaceWhosePodSecurityRefusesBuildsSaysSo() {
        cluster.client()
                .namespaces()
                .withName(namespace)
                .edit(found ->
                        new NamespaceBuilder(found)
                                .editMetadata()
                                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                                .endMetadata()
                                .build());
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed -> {
                            assertThat(failed.reason()).hasToString("POD_REFUSED");
                            assertThat(failed.message())
                                    .contains("violates PodSecurity \"restricted:latest\"");
                        });
    }

    @Test
    void aClusterWithoutAStorageClassSaysSoAtOnce() {
        List<StorageClass> classes =
                cluster.client().storage().v1().storageClasses().list().getItems();
        classes.forEach(each -> cluster.client().resource(each).delete());
        ArgsResolved build = builds.next(Map.of());
        Map<String, String> impatient =
                Map.of(
                        "hornero.orchestrator.namespaces",
                        namespace,
                        "hornero.orchestrator.waiting-limit",
                        "2s");
        try (Instance instance = Instance.of(proxy, topics, impatient).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobFailed.class);
        } finally {
            classes.forEach(each -> {
                each.getMetadata().setResourceVersion(null);
                each.getMetadata().setUid(null);
                cluster.client().resource(each).create();
            });
        }
        assertThat(topics.waits(build.build().id()))
                .singleElement()
                .satisfies(waiting -> {
                    assertThat(waiting.reason()).isEqualTo("NoStorageClass");
                    assertThat(waiting.message())
                            .contains("no default storage class")
                            .contains("HORNERO_STORAGE_CLASS or HORNERO_VOLUME_HOST_PATH");
                });
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed -> assertThat(failed.reason()).hasToString("NO_STORAGE_CLASS"));
    }

    /**
     * The Pod is gone before its Job says that it failed, and here before anything is seen of it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"watch jobs", "watch pods", "nothing"})
    void aPodThatIsDeletedByHandIsSaidWhateverIsSeenFirst(String late) {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            proxy.freeze(call -> call.what().equals(late));

            deletePodByHand(build);
            proxy.thaw();

            awaitEnd(build, BuildJobFailed.class);
        }
        assertEvicted(build);
    }

    @Test
    void aPodThatWasDeletedWhileTheLeaderWasAwayIsSaidToo() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance before = Instance.of(proxy, topics, settings).lead()) {
            before.queue(build);
            awaitStarted(build);
        }
        deletePodByHand(build);

        try (Instance _ = Instance.of(proxy, topics, settings).lead()) {
            awaitEnd(build, BuildJobFailed.class);
        }
        assertEvicted(build);
    }

    private void deletePodByHand(ArgsResolved build) {
        cluster.client().resource(onlyPod(build)).delete();
        await().atMost(PATIENCE)
                .until(() ->
                        jobs(build).stream()
                                .allMatch(job ->
                                        job.getStatus().getConditions().stream()
                                                .anyMatch(c -> c.getType().equals("Failed"))));
    }

    private void assertEvicted(ArgsResolved build) {
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed -> {
                            assertThat(failed.reason()).hasToString("EVICTED");
                            assertThat(failed.message())
                                    .contains("The build's Pod was deleted in the cluster");
                        });
    }

    @Test
    void aJobThatSomebodyPutThereWithOurLabelsIsReportedOnceAndNotAtEveryLook() {
        cluster.client()
                .resource(
                        new JobBuilder()
                                .withNewMetadata()
                                .withName("stranger")
                                .withNamespace(namespace)
                                .addToLabels("hornero.dev/cluster", "local")
                                .addToLabels("hornero.dev/kind", "build")
                                .endMetadata()
                                .withNewSpec()
                                .withSuspend(true)
                                .withNewTemplate()
                                .withNewSpec()
                                .withRestartPolicy("Never")
                                .addNewContainer()
                                .withName("any")
                                .withImage("any")
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build())
                .create();
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        try (LogLines log = new LogLines();
                Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitEnd(build, BuildJobSucceeded.class);

            assertThat(log.of("dev.hornero.orchestrator.imagebuild.NamespaceWatch")).isEqualTo(1);
        }
    }

    @Test
    void aNamespaceThatMayNotBeWatchedHoldsUpNoOther() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        proxy.spoil(call ->
                call.namespace().equals("closed")
                        ? refusal(403, "said by the server")
                        : Fault.NONE);
        Map<String, String> both = Map.of("hornero.orchestrator.namespaces", namespace + ",closed");
        try (Instance instance = Instance.of(proxy, topics, both).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    @Test
    void aLedgerThatMayNotBeWrittenIsSaidOnTheBuild() {
        ArgsResolved build = builds.next(Map.of());
        proxy.spoil(call ->
                call.what().equals("create configmaps")
                        ? refusal(403, "said by the server")
                        : Fault.NONE);
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            await().atMost(PATIENCE).until(() -> !topics.ends(build.build().id()).isEmpty());

            // Its Job is kept for as long as nothing else would remember the build.
            proxy.spoil(_ -> Fault.NONE);
            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(((BuildJobFailed) topics.ends(build.build().id()).getFirst()).message())
                .isEqualTo("The orchestrator may not make the build's ledger: said by the server");
    }

    @Test
    @Timeout(60)
    void aProjectEnvIsDeletedThoughItsNamespaceIsGone() {
        ArgsResolved build = builds.next(Map.of());
        proxy.spoil(call ->
                call.what().equals("create configmaps")
                        ? refusal(404, "namespaces not found")
                        : Fault.NONE);
        try (Instance instance = Instance.of(proxy, topics, settings)) {
            instance.delete(build);
        }
        assertThat(proxy.calls())
                .extracting(Call::what)
                .filteredOn("create configmaps"::equals)
                .hasSize(1);
    }

    @Test
    void aBuildSaysThatItWaitsForItsRegistryAndDoesNotWithoutEnd() {
        ArgsResolved build = builds.next(Map.of());
        Map<String, String> impatient =
                Map.of(
                        "hornero.orchestrator.namespaces",
                        namespace,
                        "hornero.orchestrator.waiting-limit",
                        "1s");
        try (Instance instance =
                Instance.of(proxy, topics, impatient, new RegistryThatIsAway()).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(topics.waits(build.build().id()))
                .containsExactly(
                        new BuildJobProgressed.Waiting(
                                "RegistryUnavailable", "The registry does not answer."));
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed -> {
                            assertThat(failed.reason()).hasToString("REGISTRY_UNREACHABLE");
                            assertThat(failed.message())
                                    .isEqualTo(
                                            "The build waited too long for its registry: The"
                                                    + " registry does not answer.");
                        });
    }

    @Test
    void aLedgerThatSomebodySpoiledHoldsUpNoOtherProjectEnv() {
        ArgsResolved build = builds.next(Map.of());
        ArgsResolved other = new OrderedBuilds(Instance.seals(), namespace).next(Map.of());
        ending.add(other.build().id().toString());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            cluster.client()
                    .configMaps()
                    .inNamespace(namespace)
                    .withName("hornero-ledger-" + build.build().projectEnv().id())
                    .edit(map ->
                            new ConfigMapBuilder(map).addToData("released", "by hand").build());

            instance.queue(other);

            awaitEnd(other, BuildJobSucceeded.class);
        }
    }

    private static Fault refusal(int code, String message) {
        return new Fault.Answer(
                code,
                Map.of("Content-Type", "application/json"),
                """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"message":"%s"}
                """
                        .formatted(code, message));
    }

    /** No credential may push to it. */
    private static final class RegistryThatIsAway implements ImageRegistry {
        @Override
        public void ensureRepository(String path, boolean movableTags) throws RegistryException {
            throw RegistryException.passing("The registry does not answer.", null);
        }

        @Override
        public Optional<RegistryCredentials> credentials(Duration validFor) {
            return Optional.empty();
        }

        @Override
        public Optional<String> digestOf(String path, String tag) {
            return Optional.empty();
        }
    }

    /** A build can read the credential that it was given; readers of its log must not. */
    @Test
    void aCredentialOfTheRegistryIsKeptOutOfTheLogByTheNextLeaderToo() {
        ArgsResolved build = builds.next(Map.of());
        proxy.logs("auth: first-password");
        try (Instance before =
                Instance.of(proxy, topics, settings, new RegistryOf("first-password")).lead()) {
            proxy.spoil(call ->
                    call.resource().equals("pods/log") ? new Fault.CutBefore() : Fault.NONE);
            before.queue(build);
            awaitStarted(build);
        }
        proxy.spoil(_ -> Fault.NONE);
        node.succeeds(onlyPod(build));

        try (Instance _ =
                Instance.of(proxy, topics, settings, new RegistryOf("second-password")).lead()) {
            awaitEnd(build, BuildJobSucceeded.class);
        }
        assertThat(topics.log(build.build().id()).stream().flatMap(part -> part.lines().stream()))
                .isNotEmpty()
                .extracting(LogLine::text)
                .containsOnly("auth: ********");
    }

    /** Gives this password to every push. */
    private record RegistryOf(String password) implements ImageRegistry {
        @Override
        public void ensureRepository(String path, boolean movableTags) {
            // Every path can be pushed to.
        }

        @Override
        public Optional<RegistryCredentials> credentials(Duration validFor) {
            return Optional.of(new RegistryCredentials("AWS", password));
        }

        @Override
        public Optional<String> digestOf(String path, String tag) {
            return Optional.empty();
        }
    }

    @Test
    void aJobThatChangesBeforeItIsLetGoIsReadAgain() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        AtomicInteger conflicts = new AtomicInteger();
        proxy.spoil(call -> {
            if (call.what().equals("patch jobs") && conflicts.incrementAndGet() == 1) {
                touch(call);
            }
            return Fault.NONE;
        });
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);

            awaitEnd(build, BuildJobSucceeded.class);
        }
        assertThat(conflicts).hasValueGreaterThan(2);
    }

    @Test
    void anOrderThatComesAgainAfterItsJobIsGoneStartsNothing() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitEnd(build, BuildJobSucceeded.class);

            for (int again = 0; again < 3; again++) {
                instance.queue(build);
                instance.cancel(build);
            }
        }
        assertThat(node.jobsOf(build.build().id().toString())).hasSize(1);
        assertThat(topics.ends(build.build().id())).hasSize(1);
    }

    @Test
    void everyOrderMayComeThreeTimes() {
        ArgsResolved first = builds.next(Map.of("TOKEN", "a-long-secret"));
        ArgsResolved second = builds.next(Map.of("TOKEN", "a-long-secret"));
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            for (int again = 0; again < 3; again++) {
                instance.queue(first);
                instance.queue(second);
            }
            awaitStarted(first);
            for (int again = 0; again < 3; again++) {
                instance.cancel(first);
            }
            awaitEnd(first, BuildJobCancelled.class);
            awaitStarted(second);
            for (int again = 0; again < 3; again++) {
                instance.delete(second);
            }
            awaitEnd(second, BuildJobCancelled.class);
        }
        assertThat(node.jobsOf(first.build().id().toString())).hasSize(1);
        assertThat(node.jobsOf(second.build().id().toString())).hasSize(1);
    }

    @Test
    void buildsThatEndWhileNoInstanceRunsAreReported() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance before = Instance.of(proxy, topics, settings).lead()) {
            before.queue(build);
            awaitStarted(build);
        }
        node.succeeds(onlyPod(build));
        await().atMost(PATIENCE)
                .until(() ->
                        jobs(build).stream()
                                .anyMatch(job -> job.getStatus().getCompletionTime() != null));

        try (Instance _ = Instance.of(proxy, topics, settings).lead()) {
            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    @Test
    void aBuildEndsWithoutItsDigestWhereTheRegistryRefuses() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance before = Instance.of(proxy, topics, settings).lead()) {
            before.queue(build);
            awaitStarted(build);
        }
        Pod pod = onlyPod(build);
        node.succeeds(pod);
        await().atMost(PATIENCE)
                .until(() ->
                        jobs(build).stream()
                                .anyMatch(job -> job.getStatus().getCompletionTime() != null));
        cluster.client().resource(pod).withGracePeriod(0).delete();
        await().atMost(PATIENCE).until(() -> cluster.client().resource(pod).get() == null);

        try (Instance _ = Instance.of(proxy, topics, settings, new SilentRegistry()).lead()) {
            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(((BuildJobFailed) topics.ends(build.build().id()).getFirst()).message())
                .isEqualTo(
                        "The Job completed, but its Pod is gone and the registry does not give the"
                                + " image's digest (The registry answered 403).");
    }

    /** Takes images and shows none. */
    private static final class SilentRegistry implements ImageRegistry {
        @Override
        public void ensureRepository(String path, boolean movableTags) {
            // Every path can be pushed to.
        }

        @Override
        public Optional<RegistryCredentials> credentials(Duration validFor) {
            return Optional.empty();
        }

        @Override
        public Optional<String> digestOf(String path, String tag) throws RegistryException {
            throw RegistryException.refused("The registry answered 403.", null);
        }
    }

    @Test
    void aJobThatIsDeletedByHandIsACancelledBuild() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);

            jobs(build)
                    .forEach(job ->
                            cluster.client()
                                    .batch()
                                    .v1()
                                    .jobs()
                                    .inNamespace(namespace)
                                    .withName(job.getMetadata().getName())
                                    .delete());

            awaitEnd(build, BuildJobCancelled.class);
        }
    }

    @Test
    void aRunningBuildWhoseFinalizerIsRemovedGetsItAgainAndEnds() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings).lead()) {
            instance.queue(build);
            awaitStarted(build);
            String job = jobs(build).getFirst().getMetadata().getName();

            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(namespace)
                    .withName(job)
                    .edit(stored ->
                            new JobBuilder(stored)
                                    .editMetadata()
                                    .withFinalizers(List.of())
                                    .endMetadata()
                                    .build());
            await().atMost(PATIENCE)
                    .until(() ->
                            jobs(build).stream()
                                    .anyMatch(stored ->
                                            stored.getMetadata()
                                                    .getFinalizers()
                                                    .contains("hornero.dev/published")));
            node.succeeds(onlyPod(build));

            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    @Test
    void aStaticVolumeWhoseJobIsGoneIsRemoved() {
        String volume = "orphan-" + namespace;
        cluster.client().resource(orphan(volume)).create();

        try (Instance _ =
                Instance.of(
                                proxy,
                                topics,
                                Map.of(
                                        "hornero.orchestrator.namespaces",
                                        namespace,
                                        "hornero.build.volume.host-path",
                                        "/var/lib/hornero"))
                        .lead()) {
            await().atMost(PATIENCE)
                    .until(() ->
                            cluster.client().persistentVolumes().withName(volume).get() == null);
        }
    }

    private PersistentVolume orphan(String name) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("hornero.dev/cluster", "local")
                .addToLabels("hornero.dev/kind", "build")
                .addToLabels(BUILD_ID, UUID.randomUUID().toString())
                .endMetadata()
                .withNewSpec()
                .addToCapacity("storage", new Quantity("1Gi"))
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName("")
                .withPersistentVolumeReclaimPolicy("Retain")
                .withNewClaimRef()
                .withNamespace(namespace)
                .withName("gone")
                .endClaimRef()
                .withNewHostPath("/var/lib/hornero/orphan", "DirectoryOrCreate")
                .endSpec()
                .build();
    }

    /** The worst of two worlds: a leader that was paused and acts on what it saw before. */
    @Test
    void aLeaderThatWakesUpLateStartsNoSecondBuild() {
        ArgsResolved first = builds.next(Map.of());
        ArgsResolved second = builds.next(Map.of());
        try (ApiProxy otherWay = otherWay();
                Instance paused = Instance.of(proxy, topics, settings).lead();
                Instance other = Instance.of(otherWay, topics, settings)) {
            paused.queue(first);
            paused.queue(second);
            awaitStarted(first);
            proxy.freeze();
            other.lead();
            node.succeeds(onlyPod(first));
            awaitStarted(second);

            // What it had asked goes through now, and only then it sees what has happened.
            int asked = proxy.calls().size();
            proxy.thaw();
            await().atMost(PATIENCE).until(() -> proxy.calls().size() > asked);
            node.succeeds(onlyPod(second));

            awaitEnd(first, BuildJobSucceeded.class);
            awaitEnd(second, BuildJobSucceeded.class);
        }
        assertThat(node.together()).isEmpty();
        assertThat(node.podsOf(first.build().id().toString())).hasSize(1);
        assertThat(node.podsOf(second.build().id().toString())).hasSize(1);
    }

    /** What it watched is too old to go on from, and all that it finds is that a Job is gone. */
    @Test
    void aLeaderThatWakesUpLatePublishesNoEndOfABuildThatAnotherOneEnded() {
        ArgsResolved build = builds.next(Map.of());
        ArgsResolved next = builds.next(Map.of());
        ending.add(next.build().id().toString());
        try (ApiProxy otherWay = otherWay();
                Instance paused = Instance.of(proxy, topics, settings).lead();
                Instance other = Instance.of(otherWay, topics, settings)) {
            paused.queue(build);
            awaitStarted(build);
            proxy.freeze();
            paused.losesTheLease();
            other.lead();
            node.succeeds(onlyPod(build));
            awaitEnd(build, BuildJobSucceeded.class);

            long lists = lists();
            proxy.expireWatches();
            proxy.thaw();
            await().atMost(PATIENCE).until(() -> lists() > lists);
            other.queue(next);
            awaitEnd(next, BuildJobSucceeded.class);
        }
        assertThat(topics.ends(build.build().id())).hasSize(1);
    }

    @Test
    void anOrderCostsNoRequestForItsLedgerWhereThatIsWatched() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = Instance.of(proxy, topics, settings)) {
            await().atMost(PATIENCE).until(() -> instance.seesLedgers(namespace));
            int before = proxy.calls().size();

            instance.queue(build);

            assertThat(proxy.calls().subList(before, proxy.calls().size()))
                    .extracting(Call::what)
                    .containsExactly("create jobs");
        }
    }

    @Test
    void aJobThatIsMadeAgainByOneWhoSeesTheLedgerLateIsRemovedAndNeverRuns() {
        ArgsResolved build = builds.next(Map.of());
        String id = build.build().id().toString();
        ending.add(id);
        try (ApiProxy otherWay = otherWay();
                Instance late = Instance.of(otherWay, topics, settings);
                Instance leader = Instance.of(proxy, topics, settings).lead()) {
            await().atMost(PATIENCE).until(() -> late.seesLedgers(namespace));
            otherWay.freeze(call -> call.what().equals("watch configmaps"));
            leader.queue(build);
            awaitEnd(build, BuildJobSucceeded.class);

            late.queue(build);

            await().atMost(PATIENCE).until(() -> node.jobsOf(id).size() == 2);
            await().atMost(PATIENCE)
                    .until(() -> cluster.left(namespace, build.build().id()).isEmpty());
            otherWay.thaw();
        }
        assertThat(node.podsOf(id)).hasSize(1);
        assertThat(topics.ends(build.build().id())).hasSize(1);
    }

    /** Every kind of object is watched apart, and one watch may be late. */
    @Test
    void aBuildHasSucceededThoughItsPodIsSeenLaterThanItsEnd() {
        ArgsResolved build = builds.next(Map.of());
        ending.add(build.build().id().toString());
        try (Instance instance = leaderThatSeesNoPods()) {
            instance.queue(build);

            awaitEnd(build, BuildJobSucceeded.class);
        }
    }

    @Test
    void whyABuildFailedIsReportedThoughItsPodIsSeenLaterThanItsEnd() {
        ArgsResolved build = builds.next(Map.of());
        try (Instance instance = leaderThatSeesNoPods()) {
            instance.queue(build);
            await().atMost(PATIENCE)
                    .until(() -> !node.podsOf(build.build().id().toString()).isEmpty());
            new PlayedKubelet(cluster.client(), namespace).fails(onlyPod(build), 7);

            awaitEnd(build, BuildJobFailed.class);
        }
        assertThat(topics.ends(build.build().id()))
                .singleElement()
                .isInstanceOfSatisfying(
                        BuildJobFailed.class, failed -> assertThat(failed.exitCode()).contains(7));
    }

    private Instance leaderThatSeesNoPods() {
        Predicate<Call> podsWatch = call -> call.what().equals("watch pods");
        Instance leader = Instance.of(proxy, topics, settings).lead();
        await().atMost(PATIENCE).until(() -> proxy.calls().stream().anyMatch(podsWatch));
        proxy.freeze(podsWatch);
        return leader;
    }

    @Test
    void twoThatBothTakeThemselvesForTheLeaderRunBuildsOneAtATime() {
        List<ArgsResolved> all =
                java.util.stream.Stream.generate(() -> builds.next(Map.of())).limit(6).toList();
        all.forEach(build -> ending.add(build.build().id().toString()));
        try (ApiProxy otherWay = otherWay();
                Instance one = Instance.of(proxy, topics, settings).lead();
                Instance other = Instance.of(otherWay, topics, settings).lead()) {
            for (ArgsResolved build : all) {
                one.queue(build);
                other.queue(build);
            }
            all.forEach(build -> awaitEnd(build, BuildJobSucceeded.class));
        }
        assertThat(node.together()).isEmpty();
        assertThat(all)
                .allSatisfy(
                        build -> assertThat(node.podsOf(build.build().id().toString())).hasSize(1));
    }

    @Test
    void theOneThatStandsInTakesOverAllThatRuns() {
        ArgsResolved build = builds.next(Map.of());
        Instance leader = Instance.of(proxy, topics, settings).stand();
        try (ApiProxy otherWay = otherWay()) {
            leader.queue(build);
            awaitStarted(build);
            try (Instance _ = Instance.of(otherWay, topics, settings).stand()) {
                // Killed: the Lease is not given back, but runs out.
                proxy.spoil(_ -> new Fault.CutBefore());
                proxy.cutWatches();
                leader.die();
                node.succeeds(onlyPod(build));

                awaitEnd(build, BuildJobSucceeded.class);
            }
        } finally {
            leader.close();
        }
    }

    private static ApiProxy otherWay() {
        try {
            return ApiProxy.before(cluster.url());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void touch(Call call) {
        cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(call.name())
                .edit(job ->
                        new JobBuilder(job)
                                .editMetadata()
                                .addToAnnotations("example.com/touched", "yes")
                                .endMetadata()
                                .build());
    }

    private long lists() {
        return proxy.calls().stream().filter(call -> call.verb().equals("list")).count();
    }

    private List<Job> jobs(ArgsResolved build) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(BUILD_ID, build.build().id().toString())
                .list()
                .getItems();
    }

    private Pod onlyPod(ArgsResolved build) {
        return cluster.client()
                .pods()
                .inNamespace(namespace)
                .withLabel(BUILD_ID, build.build().id().toString())
                .list()
                .getItems()
                .getFirst();
    }

    private void awaitStarted(ArgsResolved build) {
        await().atMost(PATIENCE)
                .until(() -> topics.names(build.build().id()).contains("BuildJobStarted"));
    }

    private void awaitEnd(ArgsResolved build, Class<? extends BuildJobEvent> end) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(topics.ends(build.build().id())).singleElement().isInstanceOf(end);
                    assertThat(topics.isLogClosed(build.build().id())).isTrue();
                    assertThat(cluster.left(namespace, build.build().id())).isEmpty();
                });
    }
}
