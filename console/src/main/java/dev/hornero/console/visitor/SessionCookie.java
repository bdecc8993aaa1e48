// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The cookie that keeps the visitor's API key, out of reach of scripts and of other sites' forms.
 * The key is the whole session, so every instance of the console can serve every visitor.
 */
public final class SessionCookie {
    /** Read by the front address too, for live parts of pages. */
    public static final String NAME = "hornero-session";

    private static final Duration AGE = Duration.ofDays(7);

    private SessionCookie() {}

    public static NewCookie holding(String key, boolean secure) {
        String value =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return cookie(value, secure, (int) AGE.toSeconds());
    }

    public static NewCookie expired(boolean secure) {
        return cookie("", secure, 0);
    }

    /** The API key in a cookie's value; empty where it was not made here. */
    public static Optional<String> key(String value) {
        try {
            return Optional.of(
                            new String(
                                    Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
                    .filter(key -> key.matches("[\\x21-\\x7e]+"));
        } catch (IllegalArgumentException e) {
            // Another program's cookie of this name, or one tampered with: not signed in
            return Optional.empty();
        }
    }

    private static NewCookie cookie(String value, boolean secure, int maxAge) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                // Lax: links from elsewhere may show pages, forms of other sites change nothing
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
