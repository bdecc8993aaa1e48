// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.conditions;
import static dev.hornero.embedded.kubernetes.RunningCluster.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that build images, from the git repository to the image. */
class BuildJobIT {

    @RegisterExtension
    private static final RunningCluster CLUSTER = new RunningCluster(ClusterSettings.DEFAULT);

    @TempDir private Path repository;

    @Test
    void anImageFromScratchIsBuiltWithItsArgumentAndItsDigestIsTheTerminationMessage()
            throws Exception {
        String url =
                Repositories.of(
                        repository,
                        Map.of(
                                "Dockerfile",
                                "FROM scratch\nARG GREETING\nLABEL greeting=$GREETING\nCOPY . /\n"));
        CLUSTER.client().resource(BuildJobs.claim("shop")).create();
        CLUSTER.client()
                .resource(BuildJobs.argument("shop", "it's $5, ${HOME} & \"more\""))
                .create();
        CLUSTER.client()
                .resource(
                        BuildJobs.build(
                                "shop",
                                url,
                                List.of(
                                        "--destination=registry.invalid/team/dev-shop:latest",
                                        "--build-arg",
                                        "GREETING=$(HORNERO_ARG_1)")))
                .create();

        Job job = CLUSTER.awaitFinished("shop");

        Pod pod = CLUSTER.podOf("shop");
        assertThat(conditions(job))
                .as(CLUSTER.log(pod, "build"))
                .containsExactly("SuccessCriteriaMet", "Complete");
        List<String> message = terminated(pod).getMessage().lines().toList();
        String digest = message.getFirst();
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(message)
                .hasSize(2)
                .last()
                .isEqualTo(
                        "not pushed: The image is on this machine only and was not pushed: registry"
                                + " registry.invalid cannot be reached");
        JsonNode config = configOf("team/dev-shop", "latest", digest);
        assertThat(config.path("config").path("Labels").path("greeting").asText())
                .isEqualTo("it's $5, ${HOME} & \"more\"");
        assertThat(CLUSTER.log(pod, "build"))
                .containsPattern("INFO\u001b\\[0m\\[\\d{4}\\] LABEL greeting=\\$GREETING")
                .endsWith(
                        "The image is on this machine only and was not pushed: registry"
                                + " registry.invalid cannot be reached \n");
    }

    @Test
    void aFailingRunEndsWithItsOwnExitCodeAndKanikosLastLine() throws Exception {
        Pod pod =
                build(
                        "run-fails",
                        Map.of(
                                "Dockerfile",
                                """
                                FROM scratch
                                COPY busybox /bin/busybox
                                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                                ARG WHO=nobody
                                RUN echo "hello $WHO" && id -u
                                RUN echo nearly; exit 7
                                """),
                        List.of("--build-arg=WHO=world"));

        assertThat(terminated(pod).getExitCode()).isEqualTo(7);
        assertThat(terminated(pod).getMessage()).isNull();
        List<String> log = CLUSTER.log(pod, "build").lines().map(String::strip).toList();
        assertThat(log).contains("hello world", "0", "nearly");
        assertThat(log).anyMatch(line -> line.endsWith("RUN echo nearly; exit 7"));
        assertThat(log.getLast())
                .isEqualTo(
                        "error building image: error building stage: failed to execute command:"
                                + " waiting for process to exit: exit status 7");
        assertThat(conditions(CLUSTER.job("run-fails"))).containsExactly("FailureTarget", "Failed");
    }

    @Test
    void noCommandLineOfThisMachineShowsTheValueOfABuildArgument() throws Exception {
        String value = "s3cret " + UUID.randomUUID();
        var shown = ConcurrentHashMap.<String>newKeySet();
        Path proc = Path.of("/proc");
        var over = new AtomicBoolean();
        Thread looking =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over.get()) {
                                ProcessHandle.allProcesses()
                                        .map(p -> text(proc.resolve(p.pid() + "/cmdline")))
                                        .filter(line -> line.contains(value))
                                        .forEach(shown::add);
                            }
                        });
        CLUSTER.client().resource(BuildJobs.argument("hidden", value)).create();
        Pod pod =
                build(
                        "hidden",
                        Map.of(
                                "Dockerfile",
                                """
                                FROM scratch
                                COPY busybox /bin/busybox
                                ARG TOKEN
                                RUN ["/bin/busybox", "sleep", "1"]
                                RUN ["/bin/busybox", "sh", "-c", "/bin/busybox echo token $TOKEN"]
                                """),
                        List.of("--build-arg=TOKEN=$(HORNERO_ARG_1)"));
        over.set(true);
        looking.join();

        assertThat(CLUSTER.log(pod, "build")).contains("token " + value);
        assertThat(shown).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void anUnknownFlagIsRefusedWithTheUsageText() throws Exception {
        Pod pod =
                build(
                        "bad-flag",
                        Map.of("Dockerfile", "FROM scratch\n"),
                        List.of("--no-such-flag=1"));

        assertThat(terminated(pod).getExitCode()).isEqualTo(1);
        assertThat(CLUSTER.log(pod, "build"))
                .startsWith("Error: unknown flag: --no-such-flag ")
                .contains("\nUsage:\n  executor [flags]");
    }

    @Test
    void aBaseImageThatCannotBeHadIsSaidToBe() throws Exception {
        Pod pod =
                build(
                        "no-base",
                        Map.of("Dockerfile", "ARG BASE\nFROM ${BASE}\nCOPY . /\n"),
                        List.of());

        assertThat(terminated(pod).getExitCode()).isEqualTo(1);
        assertThat(CLUSTER.log(pod, "build"))
                .contains("error building image: could not parse reference: ");
    }

    @Test
    void aMissingFileIsToldWithoutThePathsOfTheNode() throws Exception {
        Pod pod =
                build(
                        "no-file",
                        Map.of("Dockerfile", "FROM scratch\nCOPY nothing-here /app/\n"),
                        List.of());

        assertThat(terminated(pod).getExitCode()).isEqualTo(1);
        assertThat(CLUSTER.log(pod, "build"))
                .contains("failed to get files used from context", "/workspace", "nothing-here")
                .doesNotContain(CLUSTER.data().toString());
    }

    @Test
    void theTargetStageIsBuiltUnderEveryDestination() throws Exception {
        Pod pod =
                build(
                        "target",
                        Map.of(
                                "Dockerfile",
                                "FROM scratch AS first\nLABEL s=1\nCOPY a /\nFROM first\nLABEL s=2\n",
                                "a",
                                "a"),
                        List.of("--target=first", "--destination=registry.invalid/multi:2"));

        assertThat(terminated(pod).getExitCode()).as(CLUSTER.log(pod, "build")).isZero();
        String digest = terminated(pod).getMessage().lines().findFirst().orElseThrow();
        JsonNode labels = configOf("multi", "2", digest).path("config").path("Labels");
        assertThat(labels.path("s").asText()).isEqualTo("1");
        configOf("dev-target", "1", digest);
    }

    /** Runs a build to its end. */
    private Pod build(String name, Map<String, String> files, List<String> arguments)
            throws Exception {
        String url = Repositories.of(repository, files);
        Files.copy(Path.of("/bin/busybox"), repository.resolve("busybox"));
        Repositories.commit(repository);
        CLUSTER.client().resource(BuildJobs.claim(name)).create();
        var all =
                new ArrayList<>(List.of("--destination=registry.invalid/dev-%s:1".formatted(name)));
        all.addAll(arguments);
        CLUSTER.client().resource(BuildJobs.build(name, url, all)).create();
        CLUSTER.awaitFinished(name);
        return CLUSTER.podOf(name);
    }

    private JsonNode configOf(String imageRepository, String tag, String digest) throws Exception {
        Path layout = EmbeddedCluster.imageLayout(CLUSTER.data(), imageRepository);
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
