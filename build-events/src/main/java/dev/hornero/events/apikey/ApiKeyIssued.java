// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.apikey;

import dev.hornero.events.Code;
import dev.hornero.events.Require;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key may be used. The key itself is never published, only its digest.
 *
 * @param name whose key it is, for people
 * @param sha256 of the key's UTF-8 bytes, 64 hexadecimal digits
 * @param role one that a reader does not know grants nothing
 */
public record ApiKeyIssued(
        String id, String name, String sha256, Code<Role> role, Optional<Instant> expiresAt)
        implements ApiKeyEvent {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ApiKeyIssued {
        Require.text(id, "id");
        Require.text(name, "name");
        if (!HEX.matcher(Require.present(sha256, "sha256")).matches()) {
            throw new IllegalArgumentException("sha256 must be 64 hex digits");
        }
        Require.present(role, "role");
        Require.present(expiresAt, "expiresAt");
    }

    @Override
    public String key() {
        return id;
    }

    @Override
    public String subject() {
        return id;
    }
}
