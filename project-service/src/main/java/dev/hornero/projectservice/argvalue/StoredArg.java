// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

import dev.hornero.events.Sealed;
import java.util.Objects;

/**
 * A value at rest.
 *
 * @param secret no one reads it again over REST
 * @param bytes of the value in UTF-8
 */
public record StoredArg(ArgScope scope, String name, Sealed sealed, boolean secret, int bytes) {
    public StoredArg {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sealed, "sealed");
    }
}
