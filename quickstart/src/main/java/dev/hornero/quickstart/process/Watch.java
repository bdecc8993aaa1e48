// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A sign of life that a process has to give.
 *
 * @param sign what shows it
 * @param limit for how long it may be missing, while what the process needs is up
 */
public record Watch(Readiness sign, Duration limit) {

    public Watch {
        requireNonNull(sign, "sign");
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("limit must be positive, was " + limit);
        }
    }
}
