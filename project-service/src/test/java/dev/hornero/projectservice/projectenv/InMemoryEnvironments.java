// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Environments that end with the test. */
final class InMemoryEnvironments implements Environments {
    private final SortedMap<String, Environment> environments = new TreeMap<>();

    @Override
    public Optional<Environment> find(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    @Override
    public void add(Environment environment) {
        environments.put(environment.name(), environment);
    }

    @Override
    public List<Environment> list(PageRequest page) {
        String after = page.cursor().map(cursor -> cursor.parts().getFirst()).orElse("");
        return environments.tailMap(after + '\0').values().stream().limit(page.rows()).toList();
    }
}
