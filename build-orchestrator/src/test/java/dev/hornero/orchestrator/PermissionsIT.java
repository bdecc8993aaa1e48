// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Call;
import dev.hornero.orchestrator.api.Fault;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manifests in {@code deploy/rbac} against what an orchestrator is seen to ask for, through a
 * build, a cancel, a Job deleted by hand, a ProjectEnv deleted, and answers that got lost, so that
 * everything is found there already the second time.
 */
class PermissionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path MANIFESTS = Path.of("../deploy/rbac");
    private static final String NAMESPACE = "rights";
    private static final String OWN = "hornero";

    private static final Fault REFUSED =
            new Fault.Answer(
                    201,
                    Map.of("Content-Type", "application/json"),
                    """
                    {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                     "spec":{},"status":{"allowed":false}}
                    """);

    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start();
        cluster.namespace(NAMESPACE);
        cluster.namespace(OWN);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @Test
    void whatIsMissingIsSaidAtStart() throws IOException {
        Map<String, String> settings =
                Map.of(
                        "hornero.orchestrator.namespaces",
                        NAMESPACE + ",nowhere",
                        "hornero.build.service-account",
                        "builder",
                        "hornero.build.volume.storage-class",
                        "fast");
        cluster.client()
                .resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("builder")
                                .withNamespace(NAMESPACE)
                                .endMetadata()
                                .build())
                .create();
        try (ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance = Instance.of(proxy, new Topics(), settings)) {
            AtomicInteger reviews = new AtomicInteger();
            proxy.spoil(call ->
                    isReview(call) && reviews.incrementAndGet() == 1 ? REFUSED : Fault.NONE);

            assertThat(instance.missing())
                    .containsExactly(
                            "The orchestrator may not create jobs in build namespace nowhere: see"
                                    + " deploy/rbac.",
                            "ServiceAccount builder of build pods is not in build namespace"
                                    + " nowhere, or there is no such namespace.",
                            "There is no storage class fast (HORNERO_STORAGE_CLASS).");
        }
    }

    @Test
    void aLeaseThatItMayNotHaveIsSaidAtStart() throws IOException {
        Map<String, String> settings =
                Map.of(
                        "hornero.orchestrator.namespaces",
                        NAMESPACE,
                        "hornero.lease.namespace",
                        "hornero");
        try (ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance = Instance.of(proxy, new Topics(), settings)) {
            proxy.spoil(call -> isReview(call) ? REFUSED : Fault.NONE);

            assertThat(instance.missing())
                    .contains(
                            "The orchestrator may not patch leases in namespace hornero, so it"
                                    + " releases no build: see deploy/rbac.");
        }
    }

    @Test
    void aClusterWithoutADefaultStorageClassIsReportedAtStart() throws IOException {
        Map<String, String> settings = Map.of("hornero.orchestrator.namespaces", NAMESPACE);
        try (ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance = Instance.of(proxy, new Topics(), settings)) {
            assertThat(instance.missing()).noneMatch(line -> line.contains("storage class"));

            proxy.spoil(call ->
                    call.what().equals("list storageclasses")
                            ? new Fault.Answer(
                                    200,
                                    Map.of("Content-Type", "application/json"),
                                    """
                                    {"kind":"StorageClassList","apiVersion":"storage.k8s.io/v1",
                                     "metadata":{},"items":[]}
                                    """)
                            : Fault.NONE);

            assertThat(instance.missing())
                    .contains(
                            "The cluster has no default storage class, so builds get no volume: set"
                                    + " HORNERO_STORAGE_CLASS or HORNERO_VOLUME_HOST_PATH.");
        }
    }

    private static boolean isReview(Call call) {
        return call.resource().equals("selfsubjectaccessreviews");
    }

    @Test
    void theManifestsGrantWhatIsUsedAndNothingElse(@TempDir Path files) throws IOException {
        // As in the Pod of the ServiceAccount that the manifests make.
        Path own = Files.writeString(files.resolve("namespace"), OWN);
        List<Call> calls =
                new ArrayList<>(calls(Map.of("hornero.lease.own-namespace-file", "" + own)));
        calls.addAll(
                calls(
                        Map.of(
                                "hornero.lease.own-namespace-file",
                                "" + own,
                                "hornero.build.volume.host-path",
                                "/var/lib/hornero")));
        calls.addAll(
                calls(
                        Map.of(
                                "hornero.lease.own-namespace-file",
                                "" + own,
                                "hornero.build.volume.storage-class",
                                "hornero-directory")));

        assertThat(used(calls)).isEqualTo(granted());
    }

    private static List<Call> calls(Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("hornero.orchestrator.namespaces", NAMESPACE);
        settings.put("hornero.orchestrator.ledger-grace", "0s");
        OrderedBuilds builds = new OrderedBuilds(Instance.seals(), NAMESPACE);
        Map<String, String> values = Map.of("TOKEN", "a-long-secret");
        ArgsResolved cancelled = builds.next(values);
        ArgsResolved deletedByHand = builds.next(values);
        ArgsResolved last = builds.next(values);
        Topics topics = new Topics();
        Set<String> ending = ConcurrentHashMap.newKeySet();
        try (PlayedNode node =
                        new PlayedNode(
                                Instance.client(cluster.url(), 3),
                                NAMESPACE,
                                pod ->
                                        ending.contains(
                                                pod.getMetadata()
                                                        .getLabels()
                                                        .get("hornero.dev/build-id")));
                ApiProxy proxy = ApiProxy.before(cluster.url());
                // The second try finds what the first has made.
                Instance instance = Instance.of(proxy.url(), topics, 3, settings)) {
            Set<String> lost = ConcurrentHashMap.newKeySet();
            proxy.spoil(call ->
                    call.verb().equals("create")
                                    && !call.resource().equals("leases")
                                    && !isReview(call)
                                    && lost.add(call.what())
                            ? new Fault.CutAfter()
                            : Fault.NONE);
            ending.add(last.build().id().toString());
            assertThat(instance.missing()).isNotNull();
            instance.stand();
            deliver(() -> instance.queue(cancelled));
            awaitEvent(topics, cancelled, "BuildJobStarted");
            deliver(() -> instance.queue(deletedByHand));
            deliver(() -> instance.queue(last));
            instance.cancel(cancelled);
            awaitEvent(topics, deletedByHand, "BuildJobStarted");
            cluster.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(NAMESPACE)
                    .withLabel("hornero.dev/build-id", deletedByHand.build().id().toString())
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
            awaitEvent(topics, last, "BuildJobSucceeded");
            assertThat(topics.names(deletedByHand.build().id())).contains("BuildJobCancelled");
            deliver(() -> instance.delete(last));
            await().atMost(PATIENCE)
                    .until(() ->
                            cluster.client()
                                    .configMaps()
                                    .inNamespace(NAMESPACE)
                                    .list()
                                    .getItems()
                                    .isEmpty());
            assertThat(node.jobsOf(last.build().id().toString())).hasSize(1);
            return proxy.calls();
        }
    }

    /** What was not acknowledged comes again. */
    private static void deliver(Runnable delivery) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    delivery.run();
                    return true;
                });
    }

    private static void awaitEvent(Topics topics, ArgsResolved build, String event) {
        await(event).atMost(PATIENCE).until(() -> topics.names(build.build().id()).contains(event));
    }

    private static Set<String> used(List<Call> calls) {
        return calls.stream()
                // Every authenticated user may ask what it may do.
                .filter(call -> !call.resource().isEmpty() && !isReview(call))
                .map(call -> right(call.namespace(), call.group(), call.resource(), call.verb()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> granted() throws IOException {
        Set<String> rights = new TreeSet<>();
        for (String manifest :
                List.of("build-orchestrator.yaml", "static-volumes.yaml", "storage-class.yaml")) {
            YAMLMapper yaml = new YAMLMapper();
            try (MappingIterator<JsonNode> documents =
                    yaml.readerFor(JsonNode.class)
                            .readValues(MANIFESTS.resolve(manifest).toFile())) {
                documents.forEachRemaining(document ->
                        document.path("rules")
                                .forEach(rule -> addAll(namespace(document), rule, rights)));
            }
        }
        return rights;
    }

    /** That of the builds is another one here. */
    private static String namespace(JsonNode manifest) {
        String namespace = manifest.at("/metadata/namespace").asText("");
        return namespace.equals("builds") ? NAMESPACE : namespace;
    }

    private static void addAll(String namespace, JsonNode rule, Set<String> rights) {
        rule.path("apiGroups")
                .forEach(group ->
                        rule.path("resources")
                                .forEach(resource ->
                                        rule.path("verbs")
                                                .forEach(verb ->
                                                        rights.add(
                                                                right(
                                                                        namespace,
                                                                        group.asText(),
                                                                        resource.asText(),
                                                                        verb.asText())))));
    }

    private static String right(String namespace, String group, String resource, String verb) {
        return "%s: %s/%s %s".formatted(namespace, group, resource, verb);
    }
}
