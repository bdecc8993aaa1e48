// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a read cost.
 *
 * @param bytesReceived from the remote, protocol and HTTP headers included; what TLS and SSH add is
 *     not counted
 * @param fetches packs asked for
 */
public record FetchStats(long bytesReceived, int fetches, Duration duration) {

    public FetchStats {
        requireNonNull(duration, "duration");
        if (bytesReceived < 0 || fetches < 0 || duration.isNegative()) {
            throw new IllegalArgumentException("a cost is not negative");
        }
    }
}
