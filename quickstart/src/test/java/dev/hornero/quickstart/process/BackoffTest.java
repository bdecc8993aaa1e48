// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void eachDeathInARowDoublesTheWaitUpToALimit() {
        assertThat(
                        Stream.iterate(
                                        Backoff.NONE.afterDeath(Duration.ofSeconds(1)),
                                        backoff -> backoff.afterDeath(Duration.ofSeconds(1)))
                                .limit(8)
                                .map(Backoff::delay)
                                .map(Duration::toMillis))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15000L, 15000L, 15000L);
    }

    @Test
    void aProcessThatLivedForAWhileIsStartedSoon() {
        Backoff often = new Backoff(7);

        assertThat(often.afterDeath(Duration.ofMinutes(5)).delay())
                .isEqualTo(Duration.ofMillis(500));
    }
}
