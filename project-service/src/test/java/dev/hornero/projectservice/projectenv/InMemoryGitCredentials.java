// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.credential.GitCredentials;
import dev.hornero.projectservice.credential.StoredCredential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Git credentials that end with the test; no project names one. */
final class InMemoryGitCredentials implements GitCredentials {
    private final SortedMap<String, StoredCredential> credentials = new TreeMap<>();

    @Override
    public Optional<StoredCredential> find(String name) {
        return Optional.ofNullable(credentials.get(name));
    }

    @Override
    public Optional<StoredCredential> lock(String name) {
        return find(name);
    }

    @Override
    public void add(StoredCredential credential) {
        credentials.put(credential.name(), credential);
    }

    @Override
    public List<StoredCredential> list(PageRequest page) {
        String after = page.cursor().map(cursor -> cursor.parts().getFirst()).orElse("");
        return credentials.tailMap(after + '\0').values().stream().limit(page.rows()).toList();
    }

    @Override
    public List<String> users(String name) {
        return List.of();
    }

    @Override
    public Map<String, String> repositories(String name) {
        return Map.of();
    }

    @Override
    public void change(StoredCredential credential) {
        credentials.replace(credential.name(), credential);
    }

    @Override
    public void remove(String name) {
        credentials.remove(name);
    }
}
