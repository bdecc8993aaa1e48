// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

/**
 * Why BuildKit would refuse the Dockerfile.
 *
 * @param line 1-based, where the instruction at fault starts; 1 when the file as a whole is
 * @param message in BuildKit's words, and behind them what to do where they do not say
 */
public record ScanError(int line, String message) {
    public ScanError {
        requireNonNull(message, "message");
        if (line < 1) {
            throw new IllegalArgumentException("line must be at least 1, was " + line);
        }
    }
}
