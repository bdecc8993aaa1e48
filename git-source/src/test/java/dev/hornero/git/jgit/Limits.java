// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceLimits;
import java.time.Duration;

/** The default limits with one of them made small. */
final class Limits {

    private Limits() {}

    static SourceLimits pathDepth(int depth) {
        return of(1 << 28, 48 << 20, 1 << 20, 16 << 20, 8 << 20, depth);
    }

    static SourceLimits receivedBytes(long bytes) {
        return of(bytes, 48 << 20, 1 << 20, 16 << 20, 8 << 20, 32);
    }

    static SourceLimits heldBytes(long bytes) {
        return of(1 << 28, bytes, 1 << 20, 16 << 20, 8 << 20, 32);
    }

    static SourceLimits fileBytes(int bytes) {
        return of(1 << 28, 48 << 20, bytes, 16 << 20, 8 << 20, 32);
    }

    static SourceLimits treeBytes(int bytes) {
        return of(1 << 28, 48 << 20, 1 << 20, bytes, 8 << 20, 32);
    }

    static SourceLimits refBytes(int bytes) {
        return of(1 << 28, 48 << 20, 1 << 20, 16 << 20, bytes, 32);
    }

    static SourceLimits durations(long connect, long silence, long total) {
        return SourceLimits.defaults()
                .withDurations(
                        Duration.ofMillis(connect),
                        Duration.ofMillis(silence),
                        Duration.ofMillis(total));
    }

    private static SourceLimits of(
            long received, long held, int file, int tree, int refs, int depth) {
        return new SourceLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                received,
                held,
                file,
                tree,
                refs,
                depth,
                8);
    }
}
