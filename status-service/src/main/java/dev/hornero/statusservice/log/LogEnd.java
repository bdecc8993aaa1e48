// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.Objects.requireNonNull;

import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Fact;
import java.time.Duration;
import java.time.Instant;

/**
 * Knows whether a line may still come: not after the last line came, nor for a build that ended
 * without a Pod, nor when too long has passed since the end of the build.
 */
record LogEnd(Duration grace) {
    LogEnd {
        requireNonNull(grace, "grace");
    }

    /** Whether the log will not grow any more. */
    boolean reached(boolean lastCame, BuildFacts build, Instant now) {
        return lastCame
                || build.outcome()
                        .map(Fact::time)
                        .filter(end -> !build.launched() || now.isAfter(end.plus(grace)))
                        .isPresent();
    }
}
