// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.LogLine;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Against the cluster of KUBECONFIG, with a real executor: {@code -Pcluster}, see CONTRIBUTING. */
@EnabledIfSystemProperty(named = "cluster.namespace", matches = ".+")
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String NAMESPACE = System.getProperty("cluster.namespace", "");
    private static final String UNKNOWN_COMMIT = "0123456789012345678901234567890123456789";

    private static KubernetesClient client;

    private final Topics topics = new Topics();
    private final OrderedBuilds builds = new OrderedBuilds(Instance.seals(), NAMESPACE);

    @BeforeAll
    static void connect() {
        client = new KubernetesClientBuilder().build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    /** Nothing is made: the server checks each object, strictly, and forgets it. */
    @Test
    void theServerTakesEveryGoldenObject() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("out-")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(tried(file)).isNotNull());
        }
    }

    @Test
    void anImageIsBuiltAndItsSecretIsNotInTheLog() {
        ArgsResolved build = next(System.getProperty("cluster.commit", ""));
        try (Instance instance = instance()) {
            instance.queue(build);

            BuildJobSucceeded end = end(build, BuildJobSucceeded.class);

            assertThat(end.digest()).matches("sha256:[0-9a-f]{64}");
            assertThat(log(build))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("hello-from-a-secret"));
        }
    }

    @Test
    void aCommitThatIsNotThereIsAFailedCheckout() {
        ArgsResolved build = next(UNKNOWN_COMMIT);
        try (Instance instance = instance()) {
            instance.queue(build);

            assertThat(end(build, BuildJobFailed.class).reason()).hasToString("CHECKOUT_FAILED");
        }
    }

    @Test
    void aBuildIsCancelledAndTheNextOneGoesOn() {
        ArgsResolved first = next(System.getProperty("cluster.commit", ""));
        ArgsResolved second = next(System.getProperty("cluster.commit", ""));
        try (Instance instance = instance()) {
            instance.queue(first);
            instance.queue(second);
            await().atMost(PATIENCE)
                    .until(() -> topics.names(first.build().id()).contains("BuildJobLaunched"));
            instance.cancel(first);

            end(first, BuildJobCancelled.class);
            end(second, BuildJobSucceeded.class);
        }
    }

    private ArgsResolved next(String commit) {
        return builds.next(
                System.getProperty("cluster.repository", ""),
                commit,
                Map.of("GREETING", "hello-from-a-secret"));
    }

    private Instance instance() {
        Map<String, String> settings = new HashMap<>();
        settings.put("hornero.orchestrator.namespaces", NAMESPACE);
        settings.put("hornero.orchestrator.cluster", "local");
        settings.put("hornero.registry.address", System.getProperty("cluster.registry", ""));
        settings.put("hornero.log.patience", "30s");
        optional("cluster.executor", "hornero.build.executor-image", settings);
        optional("cluster.checkout", "hornero.build.checkout-image", settings);
        optional("cluster.storageClass", "hornero.build.volume.storage-class", settings);
        optional("cluster.hostPath", "hornero.build.volume.host-path", settings);
        optional("cluster.registryUser", "hornero.registry.user", settings);
        optional("cluster.registryPassword", "hornero.registry.password", settings);
        optional("cluster.insecure", "hornero.registry.insecure", settings);
        return Instance.ofKubeconfig(topics, settings).lead();
    }

    private static void optional(String property, String setting, Map<String, String> settings) {
        Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .ifPresent(value -> settings.put(setting, value));
    }

    private static HasMetadata tried(Path golden) {
        try (InputStream yaml = Files.newInputStream(golden)) {
            HasMetadata object = client.getKubernetesSerialization().unmarshal(yaml);
            String suffix = UUID.randomUUID().toString().substring(0, 8);
            object.getMetadata().setName("tried-" + suffix);
            if (object.getMetadata().getNamespace() != null) {
                object.getMetadata().setNamespace(NAMESPACE);
            }
            object.getMetadata().setOwnerReferences(List.of());
            return client.resource(object)
                    .dryRun()
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .create();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private <E extends BuildJobEvent> E end(ArgsResolved build, Class<E> type) {
        await().atMost(PATIENCE).until(() -> topics.isLogClosed(build.build().id()));
        assertThat(topics.ends(build.build().id())).singleElement().isInstanceOf(type);
        await().atMost(PATIENCE)
                .until(() ->
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(NAMESPACE)
                                .withLabel("hornero.dev/build-id", build.build().id().toString())
                                .list()
                                .getItems()
                                .isEmpty());
        return type.cast(topics.ends(build.build().id()).getFirst());
    }

    private List<String> log(ArgsResolved build) {
        return topics.log(build.build().id()).stream()
                .flatMap(part -> part.lines().stream())
                .map(LogLine::text)
                .toList();
    }
}
