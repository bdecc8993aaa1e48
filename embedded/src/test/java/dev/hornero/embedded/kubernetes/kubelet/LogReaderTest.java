// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.kubernetes.api.PodLogs.LogRequest;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles.Exit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path directory;
    private ContainerFiles files;

    @BeforeEach
    void log() throws Exception {
        files = new ContainerFiles(directory);
        write(
                """
                2026-01-01T11:59:58.000000001Z stdout F one
                2026-01-01T11:59:59.500000000Z stderr P tw
                2026-01-01T11:59:59.600000000Z stderr F o
                2026-01-01T12:00:00.000000000Z stdout F\s
                """);
    }

    @Test
    void partsOfALineAreJoined() throws Exception {
        assertThat(read(Map.of())).isEqualTo("one\ntwo\n\n");
    }

    @Test
    void everyLineHasItsTimeOnceWhenAsked() throws Exception {
        assertThat(read(Map.of("timestamps", "true")))
                .isEqualTo(
                        """
                        2026-01-01T11:59:58.000000001Z one
                        2026-01-01T11:59:59.500000000Z two
                        2026-01-01T12:00:00.000000000Z\s
                        """);
    }

    @Test
    void aSecondBegunIsSentWholeAgain() throws Exception {
        assertThat(read(Map.of("sinceTime", "2026-01-01T11:59:59.9Z"))).isEqualTo("two\n\n");
    }

    @Test
    void followingEndsWithTheContainerAndMissesNothingBeforeIt() throws Exception {
        var out = new ByteArrayOutputStream();
        var reader = new LogReader(files, LogRequest.of(Map.of("follow", "true")));
        var following =
                CompletableFuture.runAsync(() -> {
                    try {
                        reader.copyTo(out);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        await().until(() -> out.size() > 0);
        write("2026-01-01T12:00:01.000000000Z stdout F cut o");
        write("ff\n");
        files.end(new Exit(0, "Completed", NOON));

        following.join();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n\ncut off\n");
    }

    private String read(Map<String, String> query) throws Exception {
        var out = new ByteArrayOutputStream();
        new LogReader(files, LogRequest.of(query)).copyTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(String text) throws Exception {
        Files.writeString(files.log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
