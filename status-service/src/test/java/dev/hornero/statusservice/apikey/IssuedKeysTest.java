// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Code;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.apikey.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IssuedKeysTest {
    private static final String SHA_256 = "a".repeat(64);

    private final IssuedKeys keys = new IssuedKeys();

    @Test
    void aKeyOpensWhatItsRoleOpens() {
        issue("EDITOR");

        assertThat(keys.find(SHA_256))
                .hasValueSatisfying(key ->
                        assertThat(key.role()).isEqualTo(dev.hornero.http.apikey.Role.EDITOR));
    }

    @Test
    void aRoleOfALaterReleaseGrantsNothingAndTakesWhatTheKeyHad() {
        issue("ADMIN");
        issue("AUDITOR");

        assertThat(keys.find(SHA_256)).isEmpty();
    }

    private void issue(String role) {
        keys.issued(
                new ApiKeyIssued(
                        "key-1", "ci", SHA_256, new Code<>(Role.class, role), Optional.empty()));
        keys.complete(Set.of("key-1"));
    }
}
