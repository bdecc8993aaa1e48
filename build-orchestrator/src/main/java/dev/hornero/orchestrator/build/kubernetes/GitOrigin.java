// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import java.net.URI;
import java.util.Locale;

/** Scheme and host that a git credential is given to, and the user name that a token goes with. */
final class GitOrigin {
    private static final String BITBUCKET = "bitbucket.org";

    private GitOrigin() {}

    /** {@code scheme://host[:port]} of an http or https URL. */
    static String of(String repository) {
        URI uri = URI.create(repository);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return scheme(uri) + "://" + host(uri) + port;
    }

    /** Most hosts take any user name with a token; Bitbucket wants its own. */
    static String tokenUser(String repository) {
        return host(URI.create(repository)).equals(BITBUCKET) ? "x-token-auth" : "x-access-token";
    }

    private static String scheme(URI uri) {
        return require(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String host(URI uri) {
        return require(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static String require(@org.jspecify.annotations.Nullable String part) {
        if (part == null) {
            throw new IllegalArgumentException(
                    "source.repository must be an http or https URL to be read with a token");
        }
        return part;
    }
}
