// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurposeTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a/b.git, https://git.example.com",
        "HTTPS://Git.Example.com/a, https://git.example.com",
        "https://git.example.com:8443/a, https://git.example.com:8443",
        "ssh://git@git.example.com/a, ssh://git.example.com",
        "git@git.example.com:a/b.git, ssh://git.example.com",
        "git.example.com:a/b.git, ssh://git.example.com"
    })
    void theOriginOfARepositoryIsSchemeHostAndPort(String repository, String origin) {
        assertThat(Purpose.origin(repository)).isEqualTo(origin);
    }

    @Test
    void aRepositoryWithoutAHostHasNoOrigin() {
        assertThatThrownBy(() -> Purpose.origin("/srv/git/a.git"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
