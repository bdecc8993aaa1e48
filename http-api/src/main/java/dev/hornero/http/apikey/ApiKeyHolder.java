// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose an API key is and what it may do.
 *
 * @param sha256 of the key's UTF-8 bytes, 64 lower-case hexadecimal digits
 */
public record ApiKeyHolder(
        String id, String name, String sha256, Role role, Optional<Instant> expiresAt) {
    /** The attribute of a caller's {@code SecurityIdentity} that says which key was shown. */
    public static final String ATTRIBUTE = "dev.hornero.api-key";

    public ApiKeyHolder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    boolean hasExpiredAt(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
