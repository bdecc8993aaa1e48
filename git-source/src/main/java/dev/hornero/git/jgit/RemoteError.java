// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;
import java.util.Locale;

/** The server refused, in its own words, shortened and without control characters. */
final class RemoteError extends IOException {

    private static final int SHOWN = 200;

    RemoteError(String words) {
        super(printable(words));
    }

    /** Whether the object asked for is not there, or may not be asked for by its id. */
    boolean refusesObject() {
        return says(
                "not our ref", "not valid", "unadvertised object", "no such ref", "not reachable");
    }

    /** Whether the server filters, but not so: git's {@code uploadpackfilter} settings. */
    boolean refusesFilter() {
        return says("filter");
    }

    boolean deniesRepository() {
        return says(
                "not found",
                "not exported",
                "does not exist",
                "does not appear to be a git repository",
                "no such project",
                "no such repository",
                "no such file",
                "not a git repository");
    }

    boolean deniesAccess() {
        return says("permission denied", "authentication", "access denied", "not authorized");
    }

    private boolean says(String... phrases) {
        String words = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (words.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** A line that a terminal shows as it is, and that is not too long for a sentence. */
    static String printable(String words) {
        String line = words.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]+", " ").strip();
        if (line.length() <= SHOWN) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return line.substring(0, end) + "…";
    }
}
