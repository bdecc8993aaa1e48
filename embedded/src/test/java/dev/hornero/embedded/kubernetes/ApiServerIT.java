// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server, as a real client meets it. */
class ApiServerIT {

    @TempDir private Path data;
    private EmbeddedCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        open();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        cluster.close();
    }

    private void open() throws Exception {
        cluster = EmbeddedCluster.start(data, 0, ClusterSettings.DEFAULT.withoutKubelet());
        client = Clients.of(cluster);
    }

    @Test
    void objectsSurviveARestartWithTheirVersionAndUid() throws Exception {
        ConfigMap before = client.resource(configMap("kept")).create();

        stop();
        open();

        ConfigMap after = client.configMaps().withName("kept").get();
        assertThat(after).isEqualTo(before);
        assertThat(version(client.resource(configMap("next")).create()))
                .isGreaterThan(version(before));
    }

    @Test
    void creatingTheSameNameTwiceIsAConflict() {
        client.resource(configMap("one")).create();

        assertThatThrownBy(() -> client.resource(configMap("one")).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> {
                            assertThat(e.getCode()).isEqualTo(409);
                            assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
                        });
    }

    @Test
    void anUpdateFromAStaleVersionIsAConflict() {
        ConfigMap first = client.resource(configMap("one")).create();
        client.resource(first).edit(c -> new ConfigMapBuilder(c).addToData("a", "1").build());

        ConfigMap stale = new ConfigMapBuilder(first).addToData("b", "2").build();

        assertThatThrownBy(() -> client.resource(stale).lockResourceVersion().update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getReason()).isEqualTo("Conflict"));
    }

    @Test
    void aPatchFromAStaleVersionIsAConflict() {
        String version =
                client.resource(configMap("one")).create().getMetadata().getResourceVersion();
        client.configMaps()
                .withName("one")
                .edit(c -> new ConfigMapBuilder(c).addToData("a", "1").build());

        assertThatThrownBy(() ->
                        client.configMaps()
                                .withName("one")
                                .patch(
                                        PatchContext.of(PatchType.JSON_MERGE),
                                        "{\"metadata\":{\"resourceVersion\":\"%s\"},\"data\":{\"b\":\"2\"}}"
                                                .formatted(version)))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void aNamespaceThatIsNotThereTakesNothing() {
        assertThatThrownBy(() ->
                        client.configMaps()
                                .inNamespace("nowhere")
                                .resource(configMap("x"))
                                .create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e ->
                                assertThat(e.getStatus().getMessage())
                                        .isEqualTo("namespaces \"nowhere\" not found"));
    }

    @Test
    void generatedNamesDiffer() {
        ConfigMap wanted =
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withGenerateName("gen-")
                        .endMetadata()
                        .build();

        String first = client.resource(wanted).create().getMetadata().getName();
        String second = client.resource(wanted).create().getMetadata().getName();

        assertThat(first).startsWith("gen-").hasSize(9).isNotEqualTo(second);
    }

    @Test
    void aWatchToldNothingTwiceAndMissesNothing() {
        client.resource(configMap("before")).create();
        List<String> seen = new CopyOnWriteArrayList<>();

        try (var _ =
                client.configMaps()
                        .withLabel("app", "hornero")
                        .watch(
                                new Watcher<ConfigMap>() {
                                    @Override
                                    public void eventReceived(Action action, ConfigMap object) {
                                        seen.add(action + " " + object.getMetadata().getName());
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {
                                        seen.add("closed");
                                    }
                                })) {
            client.resource(configMap("during")).create();
            client.configMaps()
                    .withName("during")
                    .edit(c ->
                            new ConfigMapBuilder(c)
                                    .editMetadata()
                                    .addToLabels("app", "other")
                                    .endMetadata()
                                    .build());
            client.configMaps().withName("before").delete();

            await().until(() -> seen.size() >= 4);
        }
        assertThat(seen.subList(0, 4))
                .containsExactly(
                        "ADDED before", "ADDED during", "DELETED during", "DELETED before");
    }

    @Test
    void anInformerFollowsAcrossARestartOfTheServer() throws Exception {
        int port = cluster.masterUrl().getPort();
        List<String> seen = new CopyOnWriteArrayList<>();
        SharedIndexInformer<ConfigMap> informer =
                client.configMaps()
                        .withLabel("app", "hornero")
                        .inform(
                                new ResourceEventHandler<>() {
                                    @Override
                                    public void onAdd(ConfigMap object) {
                                        seen.add(object.getMetadata().getName());
                                    }

                                    @Override
                                    public void onUpdate(ConfigMap before, ConfigMap after) {}

                                    @Override
                                    public void onDelete(ConfigMap object, boolean unknown) {}
                                });
        client.resource(configMap("first")).create();
        await().until(() -> seen.contains("first"));

        cluster.close();
        cluster = EmbeddedCluster.start(data, port, ClusterSettings.DEFAULT.withoutKubelet());
        client.resource(configMap("second")).create();

        await().until(() -> seen.contains("second"));
        assertThat(seen).containsExactly("first", "second");
        informer.close();
    }

    @Test
    void anObjectWithAFinalizerGoesWhenTheFinalizerDoes() {
        client.resource(
                        new ConfigMapBuilder(configMap("held"))
                                .editMetadata()
                                .addToFinalizers("hornero.dev/published")
                                .endMetadata()
                                .build())
                .create();

        client.configMaps().withName("held").delete();
        assertThat(client.configMaps().withName("held").get().getMetadata().getDeletionTimestamp())
                .isNotNull();

        client.configMaps()
                .withName("held")
                .edit(c ->
                        new ConfigMapBuilder(c)
                                .editMetadata()
                                .withFinalizers(List.of())
                                .endMetadata()
                                .build());
        assertThat(client.configMaps().withName("held").get()).isNull();
    }

    @Test
    void stringDataOfASecretIsStoredAsData() {
        client.resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("s")
                                .endMetadata()
                                .addToStringData("K", "value")
                                .build())
                .create();

        Secret stored = client.secrets().withName("s").get();
        assertThat(stored.getData()).containsEntry("K", "dmFsdWU=");
        assertThat(stored.getStringData()).isNullOrEmpty();
    }

    @Test
    void aBadLabelIsRefusedNamingTheField() {
        ConfigMap bad =
                new ConfigMapBuilder(configMap("bad"))
                        .editMetadata()
                        .addToLabels("app", "has spaces")
                        .endMetadata()
                        .build();

        assertThatThrownBy(() -> client.resource(bad).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> {
                            assertThat(e.getCode()).isEqualTo(422);
                            assertThat(e.getStatus().getMessage()).contains("metadata.labels");
                        });
    }

    @Test
    void deletingANamespaceEmptiesItFirst() {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("team")
                                .endMetadata()
                                .build())
                .create();
        client.configMaps().inNamespace("team").resource(configMap("inside")).create();

        client.namespaces().withName("team").delete();

        await().until(() -> client.namespaces().withName("team").get() == null);
        assertThat(client.configMaps().inNamespace("team").list().getItems()).isEmpty();
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app", "hornero")
                .endMetadata()
                .build();
    }

    private static long version(ConfigMap object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
