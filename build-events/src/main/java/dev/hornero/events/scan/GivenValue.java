// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.Optional;

/**
 * A value that a build has for an argument.
 *
 * @param value absent where it is secret, or longer than 1,000 characters
 */
public record GivenValue(String name, Optional<String> value) {
    public GivenValue {
        Require.text(name, "given.name");
        Require.present(value, "given.value");
    }
}
