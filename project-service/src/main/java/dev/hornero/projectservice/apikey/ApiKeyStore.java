// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.events.apikey.Role;
import dev.hornero.http.request.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The API keys, in the table {@code api_key}. */
@ApplicationScoped
class ApiKeyStore implements PanacheRepositoryBase<ApiKeyRow, String> {
    private final Clock clock;

    ApiKeyStore(Clock clock) {
        this.clock = clock;
    }

    Optional<ApiKey> find(String id) {
        return findByIdOptional(id).map(ApiKeyStore::key);
    }

    Optional<ApiKey> byName(String name) {
        return find("name", name).firstResultOptional().map(ApiKeyStore::key);
    }

    Optional<ApiKey> bySha256(String sha256) {
        return find("sha256", sha256).firstResultOptional().map(ApiKeyStore::key);
    }

    /** Adds a key, or puts it in the place of the one with the same id. */
    void put(ApiKey key) {
        ApiKeyRow row = new ApiKeyRow();
        row.id = key.id();
        row.name = key.name();
        row.sha256 = key.sha256();
        row.role = key.role().name();
        row.expiresAt = key.expiresAt().orElse(null);
        row.createdAt = clock.instant();
        getEntityManager().merge(row);
        flush();
    }

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    List<ApiKey> list(PageRequest page) {
        String after = page.cursor().map(c -> c.parts().getFirst()).orElse("");
        return find("name > ?1 order by name", after).page(0, page.rows()).stream()
                .map(ApiKeyStore::key)
                .toList();
    }

    void remove(String id) {
        deleteById(id);
        flush();
    }

    private static ApiKey key(ApiKeyRow row) {
        return new ApiKey(
                row.id,
                row.name,
                row.sha256,
                Role.valueOf(row.role),
                Optional.ofNullable(row.expiresAt));
    }
}
