// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.BuildId;
import dev.hornero.git.FetchStats;
import dev.hornero.git.ReadObserver.Step;
import dev.hornero.git.ResolvedCommit;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.SourceRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DockerfilesTest {
    private static final SourceRequest REQUEST =
            new SourceRequest(
                    "https://git.example.com/a.git",
                    Optional.of("dev"),
                    Optional.empty(),
                    "Dockerfile",
                    Optional.of("."),
                    Optional.empty());
    private static final SourceFile FILE =
            SourceFile.of(
                    new ResolvedCommit(
                            "3b18e512dba79e4c8300dd08aeb37f8e728b8dad", "Ada", Instant.EPOCH, "s"),
                    "Dockerfile",
                    new byte[0],
                    new FetchStats(0, 1, Duration.ZERO));

    private static final BuildId BUILD = new BuildId(UUID.randomUUID());

    private final ScanTrace trace =
            new ScanTrace(OpenTelemetry.noop().getTracer("test"), Span.getInvalid());
    private final List<Duration> pauses = new ArrayList<>();
    private long bytes;
    private int reads;

    @Test
    void aFailureThatMayPassIsTriedAgain() throws Exception {
        SourceFile read = dockerfiles(failingTimes(2, true)).read(REQUEST, BUILD, trace);

        assertThat(read).isEqualTo(FILE);
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void aFailureThatLastsIsNot() {
        assertThatThrownBy(() -> dockerfiles(failingTimes(1, false)).read(REQUEST, BUILD, trace))
                .isInstanceOf(SourceException.class);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void theLastFailureIsReportedWhenNoAttemptIsLeft() {
        assertThatThrownBy(() -> dockerfiles(failingTimes(99, true)).read(REQUEST, BUILD, trace))
                .hasMessage("failure 4");
    }

    @Test
    void aHostThatAsksToBeLeftAloneIsLeftAlone() throws Exception {
        Duration asked = Duration.ofSeconds(7);

        dockerfiles(failingTimes(1, true, Optional.of(asked))).read(REQUEST, BUILD, trace);

        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(asked, asked.plusMillis(2)));
    }

    @Test
    void aHostThatAsksForHoursIsNotBelieved() throws Exception {
        dockerfiles(failingTimes(1, true, Optional.of(Duration.ofHours(3))))
                .read(REQUEST, BUILD, trace);

        assertThat(pauses).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void eachPauseIsAboutTwiceTheOneBefore() {
        assertThatThrownBy(() -> dockerfiles(failingTimes(99, true)).read(REQUEST, BUILD, trace))
                .isInstanceOf(SourceException.class);

        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(2), Duration.ofMillis(4));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(4), Duration.ofMillis(8));
    }

    @Test
    void whatEachAttemptReceivedIsCounted() throws Exception {
        dockerfiles(failingTimes(2, true)).read(REQUEST, BUILD, trace);

        assertThat(bytes).isEqualTo(30);
    }

    private SourceRepositories failingTimes(int times, boolean passes) {
        return failingTimes(times, passes, Optional.empty());
    }

    private SourceRepositories failingTimes(
            int times, boolean passes, Optional<Duration> retryAfter) {
        return (_, observer) -> {
            observer.begins(Step.CONNECT);
            observer.ended(10);
            if (++reads <= times) {
                throw new SourceException(
                        Reason.GIT_UNREACHABLE, "failure " + reads, passes, retryAfter, null);
            }
            return FILE;
        };
    }

    private Dockerfiles dockerfiles(SourceRepositories repositories) {
        return new Dockerfiles(
                repositories,
                new ReadSlots(1, 1, _ -> {}, new ReadsPerHostMeter(new SimpleMeterRegistry())),
                4,
                Duration.ofMillis(2),
                pauses::add,
                received -> bytes += received);
    }
}
