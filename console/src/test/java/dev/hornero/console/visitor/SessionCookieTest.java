// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    private static final Duration LIMIT = Duration.ofHours(12);

    @Test
    void isOutOfReachOfScriptsAndOfOtherSites() {
        NewCookie cookie = SessionCookie.holding("id", false, LIMIT);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo(NewCookie.SameSite.LAX);
        assertThat(cookie.getMaxAge()).isEqualTo(12 * 60 * 60);
        assertThat(cookie.getName()).isEqualTo("hornero-session");
    }

    @Test
    void isTheHostsOwnOverTls() {
        NewCookie cookie = SessionCookie.holding("id", true, LIMIT);

        assertThat(cookie.getName()).isEqualTo("__Host-hornero-session");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }
}
