// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hornero.embedded.process.Directories;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a node whose disk is too small for them; a small file system, so it takes root. */
class OutOfDiskIT {

    private static final int MEBIBYTES = 48;

    @TempDir private Path repository;
    private Path data;
    private EmbeddedCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        data = Directories.temporary("hornero-small-");
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + MEBIBYTES + "m", "small", "" + data);
        if (!mounted) {
            Files.delete(data);
        }
        assumeTrue(mounted, "a file system of its own takes root");
        cluster = EmbeddedCluster.start(data, 0);
        client = Clients.of(cluster);
    }

    @AfterEach
    void stop() throws Exception {
        if (cluster != null) {
            client.close();
            cluster.close();
            run("umount", "-l", data.toString());
            Files.delete(data);
        }
    }

    @Test
    void aBuildThatDoesNotFitEndsAsWithKaniko() throws Exception {
        Pod pod = build("no-room", MEBIBYTES / 4);

        assertThat(exitCodes(pod)).containsExactly(0, 1);
        assertThat(log(pod, "build").lines().toList().getLast())
                .startsWith("error building image: ")
                .contains("no space left on device");
    }

    @Test
    void aCheckoutThatDoesNotFitSaysSo() throws Exception {
        Pod pod = build("no-room-for-files", MEBIBYTES * 2);

        assertThat(log(pod, "checkout")).containsIgnoringCase("no space left on device");
    }

    private Pod build(String name, int mebibytes) throws Exception {
        // Zeros would be holes in the checkout's files.
        byte[] noise = new byte[mebibytes << 20];
        new Random(mebibytes).nextBytes(noise);
        Files.write(repository.resolve("large"), noise);
        String url =
                Repositories.of(
                        repository, Map.of("Dockerfile", "FROM scratch\nCOPY large /large\n"));
        client.resource(BuildJobs.claim(name)).create();
        client.resource(BuildJobs.build(name, url, List.of("--destination=registry.invalid/x:1")))
                .create();
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.pods().withLabel("job-name", name).list().getItems(),
                        pods -> !pods.isEmpty() && RunningCluster.isOver(pods.getFirst()))
                .getFirst();
    }

    private static List<Integer> exitCodes(Pod pod) {
        return List.of(
                pod.getStatus()
                        .getInitContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getExitCode(),
                RunningCluster.terminated(pod).getExitCode());
    }

    private String log(Pod pod, String container) {
        return client.pods().resource(pod).inContainer(container).getLog();
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
