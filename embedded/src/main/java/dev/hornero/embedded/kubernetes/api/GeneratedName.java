// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import java.util.concurrent.ThreadLocalRandom;

/** Names as {@code generateName} makes them: a prefix and five characters without vowels. */
final class GeneratedName {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final int LONGEST_PREFIX = 63 - SUFFIX;

    private GeneratedName() {}

    static String from(String prefix) {
        var name =
                new StringBuilder(prefix.substring(0, Math.min(LONGEST_PREFIX, prefix.length())));
        for (int i = 0; i < SUFFIX; i++) {
            name.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
