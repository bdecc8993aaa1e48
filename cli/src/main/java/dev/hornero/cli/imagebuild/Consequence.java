// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import java.util.List;

/**
 * What a missing value would ask for in turn.
 *
 * @param name the argument whose value is missing
 */
public record Consequence(String name, String value, List<String> needs) {

    /** {@code with VARIANT=dev also DEVTOOLS}. */
    String sentence() {
        return "with %s=%s also %s".formatted(name, value, String.join(", ", needs));
    }
}
