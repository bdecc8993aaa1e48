// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RarelyTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Rarely rarely = new Rarely(now::get);

    @Test
    void theSameIsSaidOnceAMinuteAndOthersBesideIt() {
        assertThat(rarely.isDue("lease")).isTrue();
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(rarely.isDue("lease")).isFalse();
        assertThat(rarely.isDue("watch")).isTrue();

        now.set(Instant.EPOCH.plusSeconds(60));

        assertThat(rarely.isDue("lease")).isTrue();
        assertThat(rarely.isDue("lease")).isFalse();
        assertThat(rarely.isDue("watch")).isFalse();
    }
}
