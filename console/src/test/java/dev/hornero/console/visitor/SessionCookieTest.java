// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {
    @Test
    void givesTheKeyBack() {
        assertThat(SessionCookie.key(SessionCookie.holding("hornero_a-b", true).getValue()))
                .contains("hornero_a-b");
    }

    @Test
    void isSecureWhereThePageWas() {
        assertThat(SessionCookie.holding("k", true).isSecure()).isTrue();
        assertThat(SessionCookie.holding("k", false).isSecure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "YQpi", "YSBi"})
    void whatWasNotMadeHereIsNoKey(String value) {
        assertThat(SessionCookie.key(value)).isEmpty();
    }
}
