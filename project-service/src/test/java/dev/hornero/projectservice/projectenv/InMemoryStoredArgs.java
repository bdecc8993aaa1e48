// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.argvalue.StoredArg;
import dev.hornero.projectservice.argvalue.StoredArgs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sealed values that end with the test. */
final class InMemoryStoredArgs implements StoredArgs {
    private final Map<ArgScope, SortedMap<String, StoredArg>> scopes = new HashMap<>();

    @Override
    public List<StoredArg> of(ArgScope scope) {
        return List.copyOf(scope(scope).values());
    }

    @Override
    public void put(ArgScope scope, List<StoredArg> values) {
        values.forEach(value -> scope(scope).put(value.name(), value));
    }

    @Override
    public void remove(ArgScope scope, Collection<String> names) {
        scope(scope).keySet().removeAll(names);
    }

    @Override
    public void removeAll(ArgScope scope) {
        scopes.remove(scope);
    }

    private SortedMap<String, StoredArg> scope(ArgScope scope) {
        return scopes.computeIfAbsent(scope, _ -> new TreeMap<>());
    }
}
