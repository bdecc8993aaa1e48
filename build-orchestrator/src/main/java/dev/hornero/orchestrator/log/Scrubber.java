// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secret values out of lines. Values shorter than eight characters are left: they are too
 * easily part of something else. Of a value of several lines each line is taken out by itself.
 */
final class Scrubber {
    static final String MASK = "********";
    private static final int SHORTEST = 8;

    private final List<String> secrets;

    Scrubber(Collection<String> values) {
        this.secrets =
                values.stream()
                        .flatMap(value -> Stream.concat(Stream.of(value), value.lines()))
                        .map(String::strip)
                        .filter(secret -> secret.length() >= SHORTEST)
                        .distinct()
                        // A value that contains another one goes first.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    String scrub(String line) {
        String scrubbed = line;
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, MASK);
        }
        return scrubbed;
    }

    @Override
    public String toString() {
        return "Scrubber[" + secrets.size() + " values]";
    }
}
