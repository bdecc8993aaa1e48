// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildFailuresTest {

    @Test
    void aFailingRunPassesItsOwnCodeOn() {
        BuildException failure =
                failure("building at STEP \"RUN a \"b\" && exit 7\": exit status 7", 7);

        assertThat(failure.exitCode()).isEqualTo(7);
        assertThat(failure)
                .hasMessage(
                        "error building image: error building stage: failed to execute command:"
                                + " waiting for process to exit: exit status 7");
    }

    @Test
    void newerBuildahsSayItWithMoreWords() {
        assertThat(
                        failure(
                                        "building at STEP \"RUN x\": while running runtime: exit"
                                                + " status 127",
                                        127)
                                .exitCode())
                .isEqualTo(127);
    }

    @Test
    void everythingElseEndsWithOne() {
        assertThat(failure("no FROM statement found", 125).exitCode()).isEqualTo(1);
        assertThat(BuildFailures.ofBuildah(Optional.empty(), 125))
                .hasMessage("error building image: buildah ended with exit code 125");
    }

    @Test
    void whatOrchestratorsLookForIsInTheMessage() {
        assertThat(
                        failure(
                                "creating build container: reading manifest 9 in r/x: manifest unknown",
                                125))
                .hasMessageStartingWith("error building image: ")
                .hasMessageContaining("MANIFEST_UNKNOWN");
        assertThat(failure("creating build container: unauthorized: authentication required", 125))
                .hasMessageContaining("UNAUTHORIZED");
        assertThat(
                        failure(
                                "creating build container: initializing source"
                                        + " docker://r.example.com/x:1: pinging container registry"
                                        + " r.example.com: Get \"https://r.example.com/v2/\": dial"
                                        + " tcp: lookup r.example.com: no such host",
                                125))
                .hasMessageStartingWith("error building image: unable to retrieve image: ")
                .hasMessageEndingWith("no such host");
        assertThat(failure("determining starting point for build: no FROM statement found", 125))
                .hasMessage("error building image: could not parse reference: ");
        assertThat(
                        failure(
                                "building at STEP \"COPY nope /\": checking on sources under \"/c\":"
                                        + " copier: stat: \"/nope\": no such file or directory",
                                125))
                .hasMessageContaining("failed to get files used from context");
        assertThat(
                        failure(
                                "building at STEP \"FOO \": Build error: Unknown instruction:"
                                        + " \"FOO\" &imagebuilder.Step{}",
                                125))
                .hasMessageContaining("unknown instruction: FOO");
    }

    private static BuildException failure(String said, int code) {
        return BuildFailures.ofBuildah(Optional.of(said), code);
    }
}
