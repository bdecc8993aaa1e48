// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.messaging.seal.ArgValues.ArgValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Values in layers, the one that wins first: the build's own, the ProjectEnv's, the project's. */
public record ArgLayers(List<Map<String, ArgValue>> layers) {
    public ArgLayers {
        layers =
                layers.stream()
                        .map(layer -> Collections.unmodifiableMap(new LinkedHashMap<>(layer)))
                        .toList();
    }

    /** The value that holds for a name. */
    Optional<ArgValue> find(String name) {
        return layers.stream()
                .filter(layer -> layer.containsKey(name))
                .findFirst()
                .map(layer -> layer.get(name));
    }

    /** Every name with the value that holds for it. */
    SequencedMap<String, ArgValue> merged() {
        SequencedMap<String, ArgValue> merged = new LinkedHashMap<>();
        layers.reversed().forEach(merged::putAll);
        return merged;
    }
}
