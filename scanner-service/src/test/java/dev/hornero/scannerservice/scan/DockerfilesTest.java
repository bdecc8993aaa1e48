// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.git.FetchStats;
import dev.hornero.git.ResolvedCommit;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.SourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfilesTest {
    private static final SourceRequest REQUEST =
            new SourceRequest(
                    "https://git.example.com/a.git",
                    Optional.of("dev"),
                    Optional.empty(),
                    "Dockerfile",
                    Optional.empty());
    private static final SourceFile FILE =
            SourceFile.of(
                    new ResolvedCommit(
                            "3b18e512dba79e4c8300dd08aeb37f8e728b8dad", "Ada", Instant.EPOCH, "s"),
                    "Dockerfile",
                    new byte[0],
                    new FetchStats(0, 1, Duration.ZERO));

    private int reads;

    @Test
    void aFailureThatMayPassIsTriedAgain() throws Exception {
        SourceFile read = dockerfiles(failingTimes(2, true)).read(REQUEST);

        assertThat(read).isEqualTo(FILE);
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void aFailureThatLastsIsNot() {
        assertThatThrownBy(() -> dockerfiles(failingTimes(1, false)).read(REQUEST))
                .isInstanceOf(SourceException.class);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void theLastFailureIsToldWhenNoAttemptIsLeft() {
        assertThatThrownBy(() -> dockerfiles(failingTimes(99, true)).read(REQUEST))
                .hasMessage("failure 4");
    }

    private SourceRepositories failingTimes(int times, boolean passes) {
        return _ -> {
            if (++reads <= times) {
                throw new SourceException(Reason.GIT_UNREACHABLE, "failure " + reads, passes, null);
            }
            return FILE;
        };
    }

    private static Dockerfiles dockerfiles(SourceRepositories repositories) {
        return new Dockerfiles(repositories, new ReadSlots(1, 1), 4, Duration.ofMillis(2));
    }
}
