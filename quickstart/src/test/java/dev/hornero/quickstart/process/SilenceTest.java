// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void itLastsFromTheFirstMissingSign() {
        Silence silence =
                Silence.NONE.after(false, false, 10 * SECOND).after(false, false, 12 * SECOND);

        assertThat(silence.length(15 * SECOND)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSignEndsItAndSoDoesAnExcuse() {
        Silence silence = Silence.NONE.after(false, false, 10 * SECOND);

        assertThat(silence.after(true, false, 11 * SECOND)).isEqualTo(Silence.NONE);
        assertThat(silence.after(false, true, 11 * SECOND)).isEqualTo(Silence.NONE);
        assertThat(Silence.NONE.length(SECOND)).isEqualTo(Duration.ZERO);
    }
}
