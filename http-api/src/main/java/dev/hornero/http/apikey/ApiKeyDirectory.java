// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import java.util.Optional;

/** The API keys that a service knows. Each service with REST has one bean of it. */
public interface ApiKeyDirectory {
    /**
     * Finds who holds a key, expired or not; may block.
     *
     * @param sha256 as {@link ApiKeyDigest} makes it
     */
    Optional<ApiKeyHolder> find(String sha256);
}
