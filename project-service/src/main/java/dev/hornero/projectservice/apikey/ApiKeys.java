// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.http.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The API keys. */
public interface ApiKeys {
    Optional<ApiKey> find(String id);

    Optional<ApiKey> byName(String name);

    Optional<ApiKey> bySha256(String sha256);

    /** Adds a key, or puts it in the place of the one with the same id. */
    void put(ApiKey key);

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    List<ApiKey> list(PageRequest page);

    void remove(String id);
}
