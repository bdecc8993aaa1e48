// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.EventType;
import dev.hornero.events.imagebuild.BuildEnd;
import java.util.Objects;
import java.util.Optional;

/** Where a build stands here. Each carries what is known then. */
public sealed interface Standing {
    /** Nobody has read the Dockerfile yet. */
    record AwaitingScan() implements Standing {}

    /**
     * The Dockerfile is read, and values are missing, or an earlier build has to come first.
     *
     * @param asked what was last published to be missing; absent where nothing was
     */
    record AwaitingValues(Finding finding, Optional<Resolution.Missing> asked) implements Standing {
        public AwaitingValues {
            Objects.requireNonNull(finding, "finding");
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** ArgsResolved is told: the build is the orchestrator's. */
    record Released(Finding finding, long sequence) implements Standing {
        public Released {
            Objects.requireNonNull(finding, "finding");
        }
    }

    /**
     * What is kept of it cannot be read any more, so it can only end.
     *
     * @param released ArgsResolved is published
     */
    record Unreadable(boolean released) implements Standing {}

    /**
     * It is over. Of two ends the stronger holds.
     *
     * @param finding absent where it ended before its scan answered
     */
    record Ended(BuildEnd end, Optional<Finding> finding) implements Standing {
        public Ended {
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(finding, "finding");
        }
    }

    /** A scan succeeded. Only the first answer of a scan counts, and only while it is awaited. */
    default Standing scanned(Finding finding) {
        return switch (this) {
            case AwaitingScan _ -> new AwaitingValues(finding, Optional.empty());
            case AwaitingValues _, Released _, Unreadable _, Ended _ -> this;
        };
    }

    /** A scan failed. */
    default Standing scanFailed() {
        return switch (this) {
            case AwaitingScan _ -> new Ended(BuildEnd.SCAN_FAILED, Optional.empty());
            case AwaitingValues _, Released _, Unreadable _, Ended _ -> this;
        };
    }

    /** An end was told. */
    default Standing ended(BuildEnd told) {
        return switch (this) {
            case AwaitingScan _, AwaitingValues _, Released _, Unreadable _ ->
                    new Ended(told, known());
            case Ended(BuildEnd before, var finding) -> new Ended(before.strongerOf(told), finding);
        };
    }

    /** What the scan found, as far as it has answered. */
    default Optional<Finding> known() {
        return switch (this) {
            case AwaitingScan _, Unreadable _ -> Optional.empty();
            case AwaitingValues(var finding, _) -> Optional.of(finding);
            case Released(var finding, _) -> Optional.of(finding);
            case Ended(_, var finding) -> finding;
        };
    }

    /** Whether the build would stay as it is for good without an event of a type. */
    default boolean waitsFor(EventType type) {
        return switch (type) {
            case ARGS_REQUIRED, SCAN_FAILED -> this instanceof AwaitingScan;
            case BUILD_JOB_SUCCEEDED, BUILD_JOB_FAILED, BUILD_JOB_CANCELLED ->
                    this instanceof Released
                            || (this instanceof Unreadable(boolean released) && released);
            default -> false;
        };
    }

    /** Whether it is over. */
    default boolean hasEnded() {
        return this instanceof Ended;
    }
}
