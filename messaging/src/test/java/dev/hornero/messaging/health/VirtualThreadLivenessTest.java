// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualThreadLivenessTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Queue<Runnable> started = new ArrayDeque<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final VirtualThreadLiveness liveness =
            new VirtualThreadLiveness(started::add, now::get);

    @Test
    void aServiceWhoseVirtualThreadsRunIsAlive() {
        for (int minute = 0; minute < 3; minute++) {
            assertThat(after(60 * minute)).isEqualTo(Status.UP);
            started.remove().run();
        }
    }

    @Test
    void aServiceWhoseVirtualThreadsStandIsNotAliveAfterHalfAMinute() {
        assertThat(after(0)).isEqualTo(Status.UP);
        assertThat(after(29)).isEqualTo(Status.UP);
        assertThat(after(30)).isEqualTo(Status.DOWN);
        assertThat(after(3600)).isEqualTo(Status.DOWN);
        assertThat(started).hasSize(1);
    }

    @Test
    void aServiceWhoseVirtualThreadsRunAgainIsAlive() {
        after(0);
        assertThat(after(40)).isEqualTo(Status.DOWN);

        started.remove().run();

        assertThat(after(41)).isEqualTo(Status.UP);
    }

    /** As on a machine of two processors, without and with the setting of deployments. */
    @ParameterizedTest
    @CsvSource({"2, stands UP DOWN", "64, runs UP UP"})
    void aProcessWhoseCarriersAreAllPinnedIsNotAlive(int carriers, String said) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Standstill.class.getName())
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
                .last()
                .isEqualTo(said);
    }

    private Status after(int seconds) {
        now.set(NOON.plusSeconds(seconds));
        return liveness.call().getStatus();
    }
}
