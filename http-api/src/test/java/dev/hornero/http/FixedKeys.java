// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import dev.hornero.http.apikey.ApiKeyDigest;
import dev.hornero.http.apikey.ApiKeyDirectory;
import dev.hornero.http.apikey.ApiKeyHolder;
import dev.hornero.http.apikey.Role;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Four keys; one has expired, and one finds the store of keys away. */
@Singleton
class FixedKeys implements ApiKeyDirectory {
    static final String VIEWER = "viewer-key";
    static final String EDITOR = "editor-key";
    static final String ADMIN = "admin-key";
    static final String EXPIRED = "expired-key";
    static final String OUTAGE = "outage-key";

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, ApiKeyHolder> holders =
            Map.of(
                    ApiKeyDigest.of(VIEWER), holder(VIEWER, Role.VIEWER, Optional.empty()),
                    ApiKeyDigest.of(EDITOR),
                            holder(EDITOR, Role.EDITOR, Optional.of(NOW.plusSeconds(1))),
                    ApiKeyDigest.of(ADMIN), holder(ADMIN, Role.ADMIN, Optional.empty()),
                    ApiKeyDigest.of(EXPIRED), holder(EXPIRED, Role.ADMIN, Optional.of(NOW)));

    private static ApiKeyHolder holder(String key, Role role, Optional<Instant> expiresAt) {
        return new ApiKeyHolder("id", key + " holder", ApiKeyDigest.of(key), role, expiresAt);
    }

    @Override
    public Optional<ApiKeyHolder> find(String sha256) {
        if (sha256.equals(ApiKeyDigest.of(OUTAGE))) {
            throw new UncheckedIOException(new ConnectException("db.internal:5432 refused"));
        }
        return Optional.ofNullable(holders.get(sha256));
    }

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
