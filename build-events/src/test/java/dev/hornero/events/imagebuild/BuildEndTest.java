// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import static dev.hornero.events.imagebuild.BuildEnd.CANCELLED;
import static dev.hornero.events.imagebuild.BuildEnd.FAILED;
import static dev.hornero.events.imagebuild.BuildEnd.SCAN_FAILED;
import static dev.hornero.events.imagebuild.BuildEnd.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildEndTest {
    @Test
    void anImageThatExistsWinsOverEveryOtherEnd() {
        assertThat(CANCELLED.strongerOf(SUCCEEDED)).isEqualTo(SUCCEEDED);
        assertThat(SUCCEEDED.strongerOf(FAILED)).isEqualTo(SUCCEEDED);
    }

    @Test
    void failedWinsOverCancelledAndCancelledOverAFailedScan() {
        assertThat(CANCELLED.strongerOf(FAILED)).isEqualTo(FAILED);
        assertThat(SCAN_FAILED.strongerOf(CANCELLED)).isEqualTo(CANCELLED);
    }
}
