// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import java.util.regex.Pattern;

/**
 * The parts of an image reference.
 *
 * @param registry host[:port]
 */
record ImageName(String registry, String repository) {
    /** Which registries Kaniko also asks over plain HTTP of its own accord. */
    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(localhost|127(\\.\\d{1,3}){3}|10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
                            + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}|\\[::1]|.*\\.local(host)?)(:\\d{1,5})?");

    boolean isPrivate() {
        return PRIVATE.matcher(registry).matches();
    }

    static ImageName of(String reference) {
        int slash = reference.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("an image without its registry: " + reference);
        }
        String rest = reference.substring(slash + 1);
        int digest = rest.indexOf('@');
        if (digest >= 0) {
            rest = rest.substring(0, digest);
        }
        int tag = rest.lastIndexOf(':');
        return new ImageName(
                reference.substring(0, slash), tag < 0 ? rest : rest.substring(0, tag));
    }
}
