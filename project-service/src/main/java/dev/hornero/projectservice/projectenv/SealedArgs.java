// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.argvalue.StoredArg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values in scopes, still sealed.
 *
 * @param layers by name; the scope that wins first
 */
record SealedArgs(List<Map<String, StoredArg>> layers) {
    SealedArgs {
        layers = layers.stream().map(Map::copyOf).toList();
    }

    /** With wider scopes behind. */
    SealedArgs over(SealedArgs wider) {
        return new SealedArgs(Stream.concat(layers.stream(), wider.layers.stream()).toList());
    }

    /** Every name that there is a value for. */
    Set<String> names() {
        return effective().keySet();
    }

    Optional<StoredArg> find(String name) {
        return layers.stream()
                .filter(layer -> layer.containsKey(name))
                .findFirst()
                .map(layer -> layer.get(name));
    }

    Map<String, StoredArg> effective() {
        Map<String, StoredArg> effective = new HashMap<>();
        layers.reversed().forEach(effective::putAll);
        return effective;
    }
}
