// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.scan.ScanWarning;
import java.util.List;
import java.util.Optional;

/** How a build ended. */
public sealed interface BuildOutcome {
    /** Its rank: of two outcomes the one that comes first in {@link BuildEnd} counts. */
    BuildEnd end();

    /** There is an image; {@code image} is the full reference. */
    record Succeeded(
            String image, List<String> tags, String digest, Optional<List<ScanWarning>> warnings)
            implements BuildOutcome {
        public Succeeded {
            requireNonNull(image, "image");
            tags = List.copyOf(tags);
            requireNonNull(digest, "digest");
            warnings = warnings.map(List::copyOf);
        }

        @Override
        public BuildEnd end() {
            return BuildEnd.SUCCEEDED;
        }
    }

    /** The build job made no image. */
    record Failed(
            String reason,
            String message,
            String hint,
            Optional<Integer> exitCode,
            Optional<String> instruction)
            implements BuildOutcome {
        public Failed {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
            requireNonNull(hint, "hint");
            requireNonNull(exitCode, "exitCode");
            requireNonNull(instruction, "instruction");
        }

        @Override
        public BuildEnd end() {
            return BuildEnd.FAILED;
        }
    }

    /** A user or a service cancelled it. */
    record Cancelled(String message) implements BuildOutcome {
        public Cancelled {
            requireNonNull(message, "message");
        }

        @Override
        public BuildEnd end() {
            return BuildEnd.CANCELLED;
        }
    }

    /** The Dockerfile could not be read; {@code line} is that of its error. */
    record ScanFailed(String reason, Optional<Integer> line, String message)
            implements BuildOutcome {
        public ScanFailed {
            requireNonNull(reason, "reason");
            requireNonNull(line, "line");
            requireNonNull(message, "message");
        }

        @Override
        public BuildEnd end() {
            return BuildEnd.SCAN_FAILED;
        }
    }
}
