// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.List;

/**
 * What a missing value would ask for in turn.
 *
 * @param name the argument whose value is missing
 */
public record Consequence(String name, String value, List<String> needs) {
    public Consequence {
        needs = Build.copy(needs);
    }

    /** {@code With VARIANT=dev also DEVTOOLS.} */
    public String sentence() {
        return "With %s=%s also %s.".formatted(name, value, String.join(", ", needs));
    }
}
