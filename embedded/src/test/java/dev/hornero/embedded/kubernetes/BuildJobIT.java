// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that build images, from the git repository to the image. */
class BuildJobIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path data;
    @TempDir private Path repository;
    private EmbeddedCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        cluster = EmbeddedCluster.start(data, 0);
        client = Clients.of(cluster);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        cluster.close();
    }

    @Test
    void anImageFromScratchIsBuiltWithItsArgumentAndItsDigestIsTheTerminationMessage()
            throws Exception {
        String url =
                Repositories.of(
                        repository,
                        Map.of(
                                "Dockerfile",
                                "FROM scratch\nARG GREETING\nLABEL greeting=$GREETING\nCOPY . /\n"));
        client.resource(BuildJobs.claim("shop")).create();
        client.resource(BuildJobs.argument("shop", "it's $5, ${HOME} & \"more\"")).create();
        client.resource(
                        BuildJobs.build(
                                "shop",
                                url,
                                List.of(
                                        "--destination=registry.invalid/team/dev-shop:latest",
                                        "--build-arg",
                                        "GREETING=$(HORNERO_ARG_1)")))
                .create();

        Job job = awaitFinished("shop");

        Pod pod = podOf("shop");
        assertThat(conditions(job))
                .as(log(pod, "build"))
                .containsExactly("SuccessCriteriaMet", "Complete");
        String digest = terminated(pod).getMessage();
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        JsonNode config = configOf("team/dev-shop", "latest", digest);
        assertThat(config.path("config").path("Labels").path("greeting").asText())
                .isEqualTo("it's $5, ${HOME} & \"more\"");
        assertThat(log(pod, "build"))
                .containsPattern("INFO\u001b\\[0m\\[\\d{4}\\] LABEL greeting=\\$GREETING")
                .contains("registry.invalid cannot be reached");
    }

    private Job awaitFinished(String name) {
        return await().atMost(LONG)
                .until(
                        () -> client.batch().v1().jobs().withName(name).get(),
                        job ->
                                conditions(job).contains("Complete")
                                        || conditions(job).contains("Failed"));
    }

    private Pod podOf(String job) {
        return client.pods().withLabel("job-name", job).list().getItems().getFirst();
    }

    private String log(Pod pod, String container) {
        return client.pods().resource(pod).inContainer(container).getLog();
    }

    private static ContainerStateTerminated terminated(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }

    private static List<String> conditions(Job job) {
        return job.getStatus().getConditions().stream()
                .filter(condition -> condition.getStatus().equals("True"))
                .map(JobCondition::getType)
                .toList();
    }

    private JsonNode configOf(String imageRepository, String tag, String digest) throws Exception {
        Path layout = EmbeddedCluster.imageLayout(data, imageRepository);
        var json = new ObjectMapper();
        JsonNode entry =
                json.readTree(Files.readString(layout.resolve("index.json")))
                        .path("manifests")
                        .valueStream()
                        .filter(manifest ->
                                manifest.path("annotations")
                                        .path("org.opencontainers.image.ref.name")
                                        .asText()
                                        .equals(tag))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.path("digest").asText()).isEqualTo(digest);
        JsonNode manifest = blob(layout, digest);
        return blob(layout, manifest.path("config").path("digest").asText());
    }

    private static JsonNode blob(Path layout, String digest) throws Exception {
        return new ObjectMapper()
                .readTree(
                        Files.readString(
                                layout.resolve("blobs/sha256").resolve(digest.substring(7))));
    }
}
