// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.RepositoryUrl;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param base the repository's path, encoded, without a trailing slash
 */
record HttpTarget(String scheme, String host, int port, String base) {

    private static final String ADVERTISEMENT = "/info/refs";
    private static final String QUERY = "service=git-upload-pack";

    static HttpTarget of(RepositoryUrl url) {
        return new HttpTarget(url.scheme(), url.host(), url.effectivePort(), url.path());
    }

    boolean secure() {
        return scheme.equals("https");
    }

    String advertisement() {
        return base + ADVERTISEMENT + "?" + QUERY;
    }

    String uploadPack() {
        return base + "/git-upload-pack";
    }

    boolean sameServer(HttpTarget other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    String hostHeader() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure() ? 443 : 80) ? name : name + ":" + port;
    }

    /**
     * The repository that a redirected advertisement belongs to; empty where the location is not
     * one of a repository's advertisement.
     */
    Optional<HttpTarget> redirected(String location) {
        URI to;
        try {
            to =
                    URI.create(scheme + "://" + hostHeader() + advertisement())
                            .resolve(location.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (to.getScheme() == null || to.getHost() == null || to.getRawPath() == null) {
            return Optional.empty();
        }
        String path = to.getRawPath();
        if (!path.endsWith(ADVERTISEMENT) || !QUERY.equals(to.getRawQuery())) {
            return Optional.empty();
        }
        String scheme = to.getScheme().toLowerCase(Locale.ROOT);
        String host = to.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (!RepositoryUrl.isHost(host)) {
            return Optional.empty();
        }
        int port = to.getPort() > 0 ? to.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(
                new HttpTarget(
                        scheme,
                        host,
                        port,
                        path.substring(0, path.length() - ADVERTISEMENT.length())));
    }
}
