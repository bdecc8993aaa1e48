// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie with a session's id, out of reach of scripts and of other sites' forms. */
public final class SessionCookie {
    private static final String NAME = "hornero-session";

    /** With this prefix browsers take it from the very host only, and over TLS. */
    private static final String HOST_PREFIX = "__Host-";

    private SessionCookie() {}

    /** What it is called, on a page that came over TLS or not. */
    public static String name(boolean secure) {
        return secure ? HOST_PREFIX + NAME : NAME;
    }

    /** Keeps a session for as long as it may last. */
    public static NewCookie holding(String session, boolean secure, Duration limit) {
        return cookie(session, secure, (int) Math.min(Integer.MAX_VALUE, limit.toSeconds()));
    }

    /** Takes it away. */
    public static NewCookie expired(boolean secure) {
        return cookie("", secure, 0);
    }

    private static NewCookie cookie(String value, boolean secure, int maxAge) {
        return new NewCookie.Builder(name(secure))
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
