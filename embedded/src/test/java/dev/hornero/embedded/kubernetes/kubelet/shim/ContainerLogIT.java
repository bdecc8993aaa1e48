// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a disk that is too small for it; a small file system, so it takes root. */
class ContainerLogIT {

    private static final int LINES = 1000;

    @TempDir private Path disk;
    private Path file;
    private Path reserve;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "small", disk.toString()),
                "a file system of its own takes root");
        file = disk.resolve("log");
        reserve = disk.resolve("reserve");
        Files.write(reserve, new byte[64 << 10]);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void whatDoesNotFitIsCountedInTheLastLine() throws Exception {
        try (ContainerLog log = ContainerLog.open(file, reserve, Clock.systemUTC())) {
            print(log, LINES);
            log.end();
        }

        List<String> lines = Files.readAllLines(file);
        int leftOut = LINES - (lines.size() - 1);
        assertThat(leftOut).isPositive();
        assertThat(lines.getLast())
                .endsWith(
                        "stderr F %d lines of output (%d bytes) are left out here, for the disk was full"
                                .formatted(leftOut, leftOut * 2000));
    }

    @Test
    void whatIsMissingIsSaidWhereItIsMissing() throws Exception {
        Path other = disk.resolve("other");
        Files.write(other, new byte[512 << 10]);
        int room;
        try (ContainerLog log = ContainerLog.open(file, reserve, Clock.systemUTC())) {
            print(log, LINES);
            room = Files.readAllLines(file).size();
            Files.delete(other);
            print(log, 1);
            log.end();
        }

        assertThat(Files.readAllLines(file).subList(room, room + 2))
                .satisfiesExactly(
                        missing -> assertThat(missing).contains(" lines of output ("),
                        line -> assertThat(line).endsWith("x"));
        assertThat(Files.readAllLines(file)).hasSize(room + 2);
    }

    private static void print(ContainerLog log, int lines) throws Exception {
        String text = ("x".repeat(2000) + "\n").repeat(lines);
        log.copy(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                ContainerLog.Stream.STDOUT);
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
