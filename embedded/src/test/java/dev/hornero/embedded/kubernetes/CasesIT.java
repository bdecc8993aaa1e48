// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Dockerfiles that were built otherwise than by Kaniko, one per folder of the test's resources. */
class CasesIT {

    @RegisterExtension
    private static final RunningCluster CLUSTER = new RunningCluster(ClusterSettings.DEFAULT);

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final List<String> HUNDRED_THOUSAND =
            IntStream.range(0, 100_000)
                    .mapToObj("line %d of the very large log output"::formatted)
                    .toList();

    @TempDir private Path repository;

    @Test
    void noneOfAHundredThousandLinesIsLostWhetherTheyAreReadAtOnceOrLate() throws Exception {
        start("log-tail", "05-log-tail", Map.of(), List.of());
        Pod running =
                CLUSTER.awaitPod(
                        CLUSTER.podOf("log-tail").getMetadata().getName(),
                        pod -> RunningCluster.isRunning(pod) || RunningCluster.isOver(pod));
        try (var follow =
                        CLUSTER.client()
                                .pods()
                                .resource(running)
                                .inContainer("build")
                                .watchLog()
                                .getOutput();
                var late =
                        new BufferedReader(new InputStreamReader(follow, StandardCharsets.UTF_8))) {
            CLUSTER.awaitFinished("log-tail");

            assertThat(late.lines().filter(line -> line.startsWith("line ")).toList())
                    .isEqualTo(HUNDRED_THOUSAND);
        }
        Pod pod = CLUSTER.podOf("log-tail");
        assertThat(terminated(pod).getExitCode()).isZero();
        assertThat(
                        CLUSTER.log(pod, "build")
                                .lines()
                                .filter(line -> line.startsWith("line "))
                                .toList())
                .isEqualTo(HUNDRED_THOUSAND);
    }

    @Test
    void aTargetStageIsFoundWithoutCase() throws Exception {
        Pod pod =
                build(
                        "target-case",
                        "09-target-case",
                        Map.of("v.txt", "v"),
                        List.of("--target=prod", "--build-arg=V=1"));

        assertThat(terminated(pod).getExitCode()).as(CLUSTER.log(pod, "build")).isZero();
        assertThat(CLUSTER.log(pod, "build"))
                .contains("COPY v.txt /v.txt")
                .doesNotContain("COPY nothere");
    }

    @Test
    void anArgWinsOverTheEnvOfAStageBefore() throws Exception {
        Pod pod =
                build(
                        "env-then-arg",
                        "07-embedded-env-then-arg",
                        Map.of(),
                        List.of("--build-arg=HELLO=WORLD"));

        assertThat(CLUSTER.log(pod, "build").lines()).contains("got=WORLD");
        assertThat(terminated(pod).getExitCode()).isZero();
    }

    @Test
    void heredocsAreBuiltOrRefusedWithTheVersionThatIsNeeded() throws Exception {
        Pod pod =
                build("heredoc", "06-embedded-heredoc", Map.of(), List.of("--build-arg=WHO=world"));

        if (terminated(pod).getExitCode() != 0) {
            assertThat(CLUSTER.log(pod, "build").lines().toList().getLast())
                    .startsWith(
                            "error building image: this machine's builder cannot build the"
                                    + " Dockerfile: line 5 has a heredoc, for which buildah 1.33"
                                    + " or newer is needed, and here it is 1.");
        }
    }

    /** Runs the build of a case to its end. */
    private Pod build(String name, String folder, Map<String, String> more, List<String> arguments)
            throws Exception {
        start(name, folder, more, arguments);
        CLUSTER.awaitFinished(name);
        return CLUSTER.podOf(name);
    }

    private void start(String name, String folder, Map<String, String> more, List<String> arguments)
            throws Exception {
        var files = new TreeMap<>(more);
        try (Stream<Path> given = Files.list(CASES.resolve(folder))) {
            for (Path file : given.toList()) {
                files.put("" + file.getFileName(), Files.readString(file));
            }
        }
        String url = Repositories.of(repository, files);
        Files.copy(Path.of("/bin/busybox"), repository.resolve("busybox"));
        Repositories.commit(repository);
        CLUSTER.client().resource(BuildJobs.claim(name)).create();
        var all =
                new ArrayList<>(List.of("--destination=registry.invalid/dev-%s:1".formatted(name)));
        all.addAll(arguments);
        CLUSTER.client().resource(BuildJobs.build(name, url, all)).create();
    }
}
