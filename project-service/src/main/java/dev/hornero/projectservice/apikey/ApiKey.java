// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.events.Code;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.apikey.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** An API key without the key itself. */
public record ApiKey(
        String id, String name, String sha256, Role role, Optional<Instant> expiresAt) {
    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    ApiKeyIssued issued() {
        return new ApiKeyIssued(id, name, sha256, Code.of(role), expiresAt);
    }
}
