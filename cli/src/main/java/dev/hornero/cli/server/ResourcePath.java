// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Path and query of a resource, with what came from the user encoded. */
public record ResourcePath(String text) {

    /** Of project-service: commands and what is owned. */
    public static ResourcePath api(String... segments) {
        return under("/api/v1", segments);
    }

    /** Of status-service: how things stand. */
    public static ResourcePath status(String... segments) {
        return under("/status/v1", segments);
    }

    private static ResourcePath under(String root, String... segments) {
        StringBuilder path = new StringBuilder(root);
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return new ResourcePath(path.toString());
    }

    /** The same with a query parameter more. */
    public ResourcePath with(String name, String value) {
        return new ResourcePath(
                text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value));
    }

    /** The same with a query parameter more, where there is a value. */
    public ResourcePath with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
