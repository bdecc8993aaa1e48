// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import java.time.Duration;

/**
 * What one read may cost; beyond it the read ends with {@link
 * SourceException.Reason#LIMIT_EXCEEDED}, for the durations with {@link
 * SourceException.Reason#GIT_UNREACHABLE}.
 *
 * @param connect until a connection is there, TLS or SSH included
 * @param silence the longest wait for the remote's next byte
 * @param total of the whole read
 * @param receivedBytes from the remote in one read; it bounds the transfer, not the memory
 * @param heldBytes of unpacked objects kept in memory at a time
 * @param fileBytes of the file
 * @param treeBytes of one directory's tree object, some 40 bytes an entry
 * @param refBytes of the remote's list of branches and tags
 * @param pathDepth directories and file on the path
 * @param symlinkHops symbolic links followed
 */
public record SourceLimits(
        Duration connect,
        Duration silence,
        Duration total,
        long receivedBytes,
        long heldBytes,
        int fileBytes,
        int treeBytes,
        int refBytes,
        int pathDepth,
        int symlinkHops) {

    private static final int MIB = 1024 * 1024;

    public SourceLimits {
        if (!connect.isPositive() || !silence.isPositive() || !total.isPositive()) {
            throw new IllegalArgumentException("connect, silence and total must be positive");
        }
        if (receivedBytes < 1
                || heldBytes < 1
                || fileBytes < 1
                || treeBytes < 1
                || refBytes < 1
                || pathDepth < 1
                || symlinkHops < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * Generous for any repository that answers as it should, too small to harm a 200 MB service.
     */
    public static SourceLimits defaults() {
        return new SourceLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                256L * MIB,
                48L * MIB,
                MIB,
                16 * MIB,
                8 * MIB,
                32,
                8);
    }

    public SourceLimits withDurations(Duration connect, Duration silence, Duration total) {
        return new SourceLimits(
                connect,
                silence,
                total,
                receivedBytes,
                heldBytes,
                fileBytes,
                treeBytes,
                refBytes,
                pathDepth,
                symlinkHops);
    }
}
