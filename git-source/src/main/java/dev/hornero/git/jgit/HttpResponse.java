// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The names of the headers are in lower case. */
record HttpResponse(int status, Map<String, String> headers, InputStream body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean redirects() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> headers.containsKey("location");
            default -> false;
        };
    }
}
