// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** A server and the API key for it. */
public record Login(URI url, String key) {
    public Login {
        requireNonNull(url, "url");
        requireNonNull(key, "key");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Login[url=" + url + "]";
    }
}
