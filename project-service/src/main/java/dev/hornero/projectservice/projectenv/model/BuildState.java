// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.EventType;
import dev.hornero.events.imagebuild.BuildEnd;
import java.util.Objects;
import java.util.Optional;

/** How far a build has come in this service; each state carries what is known then. */
public sealed interface BuildState {
    /** scanner-service has not read the Dockerfile yet. */
    record AwaitingScan() implements BuildState {}

    /**
     * The Dockerfile is read, and values are missing, or an earlier build has to come first.
     *
     * @param asked what was last published to be missing; absent where nothing was
     */
    record AwaitingValues(ScanResult scan, Optional<ArgResolution.Missing> asked)
            implements BuildState {
        public AwaitingValues {
            Objects.requireNonNull(scan, "scan");
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** ArgsResolved is published: the build is the orchestrator's. */
    record Resolved(ScanResult scan, long sequence) implements BuildState {
        public Resolved {
            Objects.requireNonNull(scan, "scan");
        }
    }

    /**
     * What is kept of it cannot be read any more, so it can only end.
     *
     * @param resolved ArgsResolved is published
     */
    record Unreadable(boolean resolved) implements BuildState {}

    /**
     * It is over. Of two ends the stronger holds.
     *
     * @param scan absent where it ended before its scan answered
     */
    record Ended(BuildEnd end, Optional<ScanResult> scan) implements BuildState {
        public Ended {
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(scan, "scan");
        }
    }

    /** A scan succeeded. Only the first answer of a scan counts, and only while it is awaited. */
    default BuildState scanned(ScanResult scan) {
        return switch (this) {
            case AwaitingScan _ -> new AwaitingValues(scan, Optional.empty());
            case AwaitingValues _, Resolved _, Unreadable _, Ended _ -> this;
        };
    }

    /** A scan failed. */
    default BuildState scanFailed() {
        return switch (this) {
            case AwaitingScan _ -> new Ended(BuildEnd.SCAN_FAILED, Optional.empty());
            case AwaitingValues _, Resolved _, Unreadable _, Ended _ -> this;
        };
    }

    /** The build ended. */
    default BuildState ended(BuildEnd end) {
        return switch (this) {
            case AwaitingScan _, AwaitingValues _, Resolved _, Unreadable _ ->
                    new Ended(end, scanResult());
            case Ended(BuildEnd before, var scan) -> new Ended(before.strongerOf(end), scan);
        };
    }

    /** What scanner-service published, where it has answered. */
    default Optional<ScanResult> scanResult() {
        return switch (this) {
            case AwaitingScan _, Unreadable _ -> Optional.empty();
            case AwaitingValues(var scan, _) -> Optional.of(scan);
            case Resolved(var scan, _) -> Optional.of(scan);
            case Ended(_, var scan) -> scan;
        };
    }

    /** Whether the build would stay as it is for good without an event of a type. */
    default boolean waitsFor(EventType type) {
        return switch (type) {
            case ARGS_REQUIRED, SCAN_FAILED -> this instanceof AwaitingScan;
            case BUILD_JOB_SUCCEEDED, BUILD_JOB_FAILED, BUILD_JOB_CANCELLED ->
                    this instanceof Resolved
                            || (this instanceof Unreadable(boolean resolved) && resolved);
            default -> false;
        };
    }

    /** Whether it is over. */
    default boolean hasEnded() {
        return this instanceof Ended;
    }
}
