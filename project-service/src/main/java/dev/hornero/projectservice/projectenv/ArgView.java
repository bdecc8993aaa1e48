// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.argvalue.ArgScope;
import java.util.Optional;

/**
 * A value as it may be seen.
 *
 * @param value absent for a secret one, and for one that cannot be opened any more
 */
public record ArgView(String name, Optional<String> value, boolean secret, ArgScope.Kind origin) {
    static ArgView secret(String name, ArgScope.Kind origin) {
        return new ArgView(name, Optional.empty(), true, origin);
    }

    static ArgView plain(String name, Optional<String> value, ArgScope.Kind origin) {
        return new ArgView(name, value, false, origin);
    }
}
