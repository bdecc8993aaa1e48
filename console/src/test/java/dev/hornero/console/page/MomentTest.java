// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT2S, just now",
        "PT42S, 42 s ago",
        "PT5M, 5 min ago",
        "PT3H, 3 h ago",
        "P12D, 12 days ago"
    })
    void saysTimesAsPeopleDo(Duration age, String said) {
        assertThat(Moment.of(NOW.minus(age), Clock.fixed(NOW, ZoneOffset.UTC)).ago())
                .isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"PT0.9S, 0 s", "PT59S, 59 s", "PT3M5S, 3 min 5 s", "PT1H2M3S, 1 h 2 min"})
    void saysLengthsAsPeopleDo(Duration duration, String said) {
        assertThat(Moment.length(duration)).isEqualTo(said);
    }
}
