// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs beside a build whose volume is a directory of its node. */
class CleanUpScriptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OWN = "prod-shop-7-workspace-e748b01097";

    private final List<Process> running = new ArrayList<>();

    @TempDir private Path volumes;

    @AfterEach
    void stopWhatRuns() {
        running.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void theDirectoryGoesWhenItIsAskedToStop() throws Exception {
        Path own = directory(OWN);
        Process cleanUp = start(OWN);
        awaitLocked(own);
        assertThat(own).exists();

        cleanUp.destroy();

        assertThat(cleanUp.onExit().get()).returns(0, Process::exitValue);
        assertThat(own).doesNotExist();
    }

    @Test
    void aDirectoryThatNeverCameIsNoFailure() throws Exception {
        Process cleanUp = start(OWN);
        await().atMost(PATIENCE).until(() -> isAtRest(cleanUp));

        cleanUp.destroy();

        assertThat(cleanUp.onExit().get()).returns(0, Process::exitValue);
    }

    @Test
    void whatPodsLeftThatWereKilledIsRemoved() throws Exception {
        Path left = old(directory("dev-shop-3-workspace-0123456789"));
        directory(OWN);

        Process cleanUp = start(OWN);

        await().atMost(PATIENCE).until(() -> Files.notExists(left));
        assertThat(cleanUp.isAlive()).isTrue();
    }

    @Test
    void whatOthersUseOrOwnStays() throws Exception {
        Path used = old(directory("dev-shop-3-workspace-0123456789"));
        start("dev-shop-3-workspace-0123456789");
        awaitLocked(used);
        Path young = directory("dev-shop-4-workspace-0123456789");
        Path another = old(directory("photographs"));
        Path named = old(directory("my-workspace-1"));
        Path unmarked = unmarked("dev-shop-5-workspace-0123456789");
        Path left = old(directory("dev-shop-2-workspace-0123456789"));
        directory(OWN);

        Process cleanUp = start(OWN);

        await().atMost(PATIENCE).until(() -> Files.notExists(left) && isAtRest(cleanUp));
        assertThat(List.of(used, young, another, named, unmarked))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void aDirectoryThatNoCheckoutMarkedStaysUnlessItIsEmpty() throws Exception {
        Path own = unmarked(OWN);
        Path empty =
                old(Files.createDirectories(volumes.resolve("dev-shop-3-workspace-0123456789")));
        Process cleanUp = start(OWN);
        await().atMost(PATIENCE).until(() -> Files.notExists(empty) && isAtRest(cleanUp));

        cleanUp.destroy();

        assertThat(cleanUp.onExit().get()).returns(0, Process::exitValue);
        assertThat(own.resolve("src/Dockerfile")).exists();
    }

    private Process start(String volume) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", Scripts.CLEAN_UP).redirectErrorStream(true);
        builder.environment().put("HORNERO_VOLUMES", volumes.toString());
        builder.environment().put("HORNERO_VOLUME", volume);
        Process process = builder.start();
        running.add(process);
        return process;
    }

    private Path directory(String name) throws IOException {
        Path directory = Files.createDirectories(volumes.resolve(name).resolve("src"));
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch");
        Files.createFile(directory.resolveSibling("hornero-build-1"));
        return directory.getParent();
    }

    /** As another program that keeps files there would. */
    private Path unmarked(String name) throws IOException {
        Path directory = directory(name);
        Files.delete(directory.resolve("hornero-build-1"));
        return old(directory);
    }

    private static Path old(Path directory) throws IOException {
        Files.setLastModifiedTime(
                directory, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        return directory;
    }

    private static void awaitLocked(Path directory) {
        await().atMost(PATIENCE)
                .until(() ->
                        new ProcessBuilder("flock", "-n", directory.toString(), "true")
                                        .start()
                                        .waitFor()
                                != 0);
    }

    /** Whether it only waits to be stopped. */
    private static boolean isAtRest(Process cleanUp) {
        List<String> children =
                cleanUp.descendants().map(child -> child.info().command().orElse("?")).toList();
        return !children.isEmpty() && children.stream().allMatch(c -> c.endsWith("/sleep"));
    }
}
