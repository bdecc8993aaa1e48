// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogRetentionTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    private final LogRetention retention = new LogRetention(Duration.ofDays(3), 100);

    /** The logs of the first of March and of the days after it. */
    private static SortedMap<LocalDate, Long> sizes(long... sizes) {
        return LongStream.range(0, sizes.length)
                .boxed()
                .collect(
                        Collectors.toMap(
                                FIRST::plusDays,
                                i -> sizes[i.intValue()],
                                Long::sum,
                                TreeMap::new));
    }

    @Test
    void dayIsDroppedWhenAllItsLogsAreTooOld() {
        Instant tooOld = Instant.parse("2026-03-05T00:00:00Z");

        assertThat(retention.dropped(sizes(1, 1, 1, 1, 1), tooOld.minusNanos(1))).isEmpty();
        assertThat(retention.dropped(sizes(1, 1, 1, 1, 1), tooOld)).containsExactly(FIRST);
    }

    @Test
    void oldestDaysAreDroppedUntilTheRestIsSmallEnough() {
        Instant now = Instant.parse("2026-03-04T12:00:00Z");

        assertThat(retention.dropped(sizes(40, 10, 60), now)).containsExactly(FIRST);
        assertThat(retention.dropped(sizes(40, 0, 60), now)).isEmpty();
    }

    @Test
    void logsOfTodayAndYesterdayStay() {
        Instant now = Instant.parse("2026-03-03T00:00:00Z");
        LogRetention nothing = new LogRetention(Duration.ZERO, 0);

        assertThat(nothing.dropped(sizes(500, 500, 500, 0, 0), now)).containsExactly(FIRST);
    }

    @Test
    void negativeLimitsAreRefused() {
        assertThatThrownBy(() -> new LogRetention(Duration.ofDays(-1), 0))
                .hasMessageContaining("hornero.status.log.keep");
        assertThatThrownBy(() -> new LogRetention(Duration.ZERO, -1))
                .hasMessageContaining("hornero.status.log.total");
        assertThatThrownBy(() -> new LogLimit(1_000))
                .hasMessage("hornero.status.log.largest must be at least 1048576");
    }
}
