// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secret values out of lines. Values shorter than eight characters are left: they are too
 * easily part of something else. Of a value of several lines each line is taken out by itself, and
 * of one that is cut by the end of a line, as by a program that wraps its output, each part.
 */
final class Scrubber {
    static final String MASK = "********";
    private static final int SHORTEST = 8;

    private final List<Secret> secrets;

    /** A value, and the same backwards. */
    private record Secret(Beginning forwards, Beginning backwards) {
        static Secret of(String value) {
            return new Secret(Beginning.of(value), Beginning.of(reversed(value)));
        }

        String value() {
            return forwards.text;
        }
    }

    Scrubber(Collection<String> values) {
        this.secrets =
                values.stream()
                        .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
                        .map(String::strip)
                        .filter(secret -> secret.length() >= SHORTEST)
                        .distinct()
                        // A value that contains another one goes first.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Secret::of)
                        .toList();
    }

    String scrub(String line) {
        String scrubbed = line;
        for (Secret secret : secrets) {
            scrubbed = scrubbed.replace(secret.value(), MASK);
        }
        int cutAtEnd = 0;
        int cutAtStart = 0;
        for (Secret secret : secrets) {
            cutAtEnd = Math.max(cutAtEnd, secret.forwards().atEndOf(scrubbed));
            cutAtStart = Math.max(cutAtStart, secret.backwards().atEndOf(reversed(scrubbed)));
        }
        if (cutAtEnd + cutAtStart > scrubbed.length()) {
            return MASK;
        }
        return (cutAtStart >= SHORTEST ? MASK : scrubbed.substring(0, cutAtStart))
                + scrubbed.substring(cutAtStart, scrubbed.length() - cutAtEnd)
                + (cutAtEnd >= SHORTEST ? MASK : scrubbed.substring(scrubbed.length() - cutAtEnd));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Finds how much of a text another one ends with (Knuth, Morris, Pratt). */
    private static final class Beginning {
        private final String text;

        /** For each length of a beginning, the longest shorter one that this one ends with. */
        private final int[] shorter;

        private Beginning(String text, int[] shorter) {
            this.text = text;
            this.shorter = shorter;
        }

        static Beginning of(String text) {
            int[] shorter = new int[text.length() + 1];
            int matched = 0;
            for (int at = 1; at < text.length(); at++) {
                while (matched > 0 && text.charAt(at) != text.charAt(matched)) {
                    matched = shorter[matched];
                }
                if (text.charAt(at) == text.charAt(matched)) {
                    matched++;
                }
                shorter[at + 1] = matched;
            }
            return new Beginning(text, shorter);
        }

        int atEndOf(String line) {
            int matched = 0;
            for (int at = Math.max(0, line.length() - text.length()); at < line.length(); at++) {
                while (matched > 0
                        && (matched == text.length() || line.charAt(at) != text.charAt(matched))) {
                    matched = shorter[matched];
                }
                if (line.charAt(at) == text.charAt(matched)) {
                    matched++;
                }
            }
            return matched;
        }
    }

    @Override
    public String toString() {
        return "Scrubber[" + secrets.size() + " values]";
    }
}
