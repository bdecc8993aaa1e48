// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildBound;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.scan.ScanFailed;
import java.util.Optional;

/**
 * The ends of a build, strongest first: if two ends of one build are published, all readers take
 * the one that is declared first here.
 */
public enum BuildEnd {
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SCAN_FAILED;

    /** The end that an event states, if it states one. */
    public static Optional<BuildEnd> statedBy(BuildBound event) {
        if (event instanceof BuildJobSucceeded) {
            return Optional.of(SUCCEEDED);
        }
        if (event instanceof BuildJobFailed || event instanceof BuildFailed) {
            return Optional.of(FAILED);
        }
        if (event instanceof BuildJobCancelled || event instanceof BuildCancelled) {
            return Optional.of(CANCELLED);
        }
        return event instanceof ScanFailed ? Optional.of(SCAN_FAILED) : Optional.empty();
    }

    /** Of two ends the one that holds. */
    public BuildEnd strongerOf(BuildEnd other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
