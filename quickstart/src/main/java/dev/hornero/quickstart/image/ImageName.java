// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.image;

/**
 * The parts of an image reference.
 *
 * @param registry host[:port]
 */
record ImageName(String registry, String repository) {

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
