// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LogThrottleTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LogThrottle throttle = new LogThrottle(now::get);

    @Test
    void theSameIsSaidOnceAMinuteAndOthersBesideIt() {
        assertThat(throttle.isDue("lease")).isTrue();
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(throttle.isDue("lease")).isFalse();
        assertThat(throttle.isDue("watch")).isTrue();

        now.set(Instant.EPOCH.plusSeconds(60));

        assertThat(throttle.isDue("lease")).isTrue();
        assertThat(throttle.isDue("lease")).isFalse();
        assertThat(throttle.isDue("watch")).isFalse();
    }
}
