// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.build;

import java.util.Optional;

/**
 * A build argument that has no value.
 *
 * @param hard an empty value cannot work
 */
public record MissingValue(String name, Optional<String> description, boolean hard) {

    /** What it is for, and whether it may be empty. */
    public String explained() {
        String what = description.orElse("");
        return hard ? what : (what + " (may be empty)").strip();
    }
}
