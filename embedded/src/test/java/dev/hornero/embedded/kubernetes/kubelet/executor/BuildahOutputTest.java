// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildahOutputTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static final ContainerPaths PATHS =
            new ContainerPaths(
                    List.of(new Mount("/data/volumes/7", "/workspace", false)),
                    Path.of("/data/pods/9/scratch/files"));

    @TempDir private Path directory;
    private BuildahOutput output;

    @Test
    void everyInstructionIsToldInKanikosWords() throws Exception {
        assertThat(
                        told(
                                "STEP 1/3: FROM scratch",
                                "STEP 2/3: COPY a.txt /a.txt",
                                "STEP 3/3: RUN make",
                                "made",
                                "COMMIT localhost/x",
                                "Getting image source signatures",
                                "--> 4b7582d9228",
                                "Successfully tagged localhost/x:latest"))
                .containsExactly(
                        "Building stage 'scratch' [idx: '0', base-idx: '-1']",
                        "COPY a.txt /a.txt",
                        "RUN make",
                        "Cmd: /bin/sh",
                        "Args: [-c make]",
                        "Running: [/bin/sh -c make]",
                        "made");
    }

    @Test
    void stagesAreNumberedAndImagesRetrieved() throws Exception {
        assertThat(
                        told(
                                "[1/2] STEP 1/1: FROM --platform=linux/amd64 alpine AS b",
                                "Trying to pull docker.io/library/alpine:latest...",
                                "[2/2] STEP 1/1: FROM scratch"))
                .containsExactly(
                        "Retrieving image manifest alpine",
                        "Building stage 'alpine' [idx: '0', base-idx: '-1']",
                        "Building stage 'scratch' [idx: '1', base-idx: '-1']");
    }

    @Test
    void whatRunPrintsIsLeftAloneEvenWhenItLooksLikeBookKeeping() throws Exception {
        assertThat(
                        told(
                                "STEP 1/2: RUN [\"x\"]",
                                "Copying blob sha256:ab",
                                "Error: mine",
                                "no end of lineSTEP 2/2: ENV A=1"))
                .containsExactly(
                        "RUN [\"x\"]",
                        "Copying blob sha256:ab",
                        "Error: mine",
                        "no end of line",
                        "ENV A=1");
        assertThat(output.error()).isEmpty();
    }

    @Test
    void whatTheLastRunPrintsIsWholeEvenWhenItLooksLikeTheEndOfAStage() throws Exception {
        assertThat(
                        told(
                                "STEP 1/1: RUN [\"x\"]",
                                "COMMIT mine",
                                "--> 0123456789a",
                                "STEP 1/9: mine",
                                "Error: building at STEP, mine",
                                "no end of lineCOMMIT localhost/hornero/build:latest",
                                "Getting image source signatures",
                                "--> 4b7582d9228",
                                "Successfully tagged localhost/hornero/build:latest"))
                .containsExactly(
                        "RUN [\"x\"]",
                        "COMMIT mine",
                        "--> 0123456789a",
                        "STEP 1/9: mine",
                        "Error: building at STEP, mine",
                        "no end of line");
        assertThat(output.error()).isEmpty();
    }

    @Test
    void theErrorIsKeptAndNotToldTwice() throws Exception {
        assertThat(
                        told(
                                "STEP 1/1: RUN exit 7",
                                "subprocess exited with status 7",
                                "Error: building at STEP \"RUN exit 7\": exit status 7"))
                .containsExactly(
                        "RUN exit 7",
                        "Cmd: /bin/sh",
                        "Args: [-c exit 7]",
                        "Running: [/bin/sh -c exit 7]");
        assertThat(output.error()).contains("building at STEP \"RUN exit 7\": exit status 7");
    }

    @Test
    void noPathOfThisMachineIsToldButWhatItIsInTheContainer() throws Exception {
        assertThat(
                        told(
                                "STEP 1/1: COPY nope /",
                                "stat /data/pods/9/scratch/storage/vfs/dir/1: not there",
                                "Error: building at STEP \"COPY nope /\": checking on sources under"
                                        + " \"/data/volumes/7/app\": copier: stat: \"/nope\": no such"
                                        + " file or directory"))
                .containsExactly("COPY nope /", "stat (the builder's own files): not there");
        assertThat(output.error())
                .contains(
                        "building at STEP \"COPY nope /\": checking on sources under"
                                + " \"/workspace/app\": copier: stat: \"/nope\": no such file or"
                                + " directory");
    }

    /** The texts of the log, without times, levels and padding. */
    private List<String> told(String... lines) throws Exception {
        Path file = directory.resolve("log");
        try (ContainerLog log = ContainerLog.open(file, file.resolveSibling("reserve"), CLOCK)) {
            output = new BuildahOutput(new BuildLog(log, CLOCK), PATHS);
            for (String line : lines) {
                output.line(line);
            }
            output.end();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 4)[3])
                .map(text -> text.replaceFirst("^\u001b\\[36mINFO\u001b\\[0m\\[0000\\] ", ""))
                .map(String::strip)
                .toList();
    }
}
