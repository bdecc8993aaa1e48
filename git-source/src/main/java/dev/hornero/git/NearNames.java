// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of the names that exist a mistyped one may have meant. */
public final class NearNames {

    private static final int SHOWN = 5;
    private static final int LONGEST = 100;

    /** Pairs of letters looked at, well below a second: a list may have hundreds of thousands. */
    private static final long COMPARED = 50_000_000;

    private NearNames() {}

    /** The nearest first, each once, five at most; empty where none is near. */
    public static List<String> of(String wanted, Collection<String> existing) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        String needle = wanted.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        List<Candidate> near = new ArrayList<>();
        long compared = 0;
        for (String name : existing) {
            String other = name.toLowerCase(Locale.ROOT);
            if (shares(needle, other)) {
                near.add(new Candidate(name, needle.equals(other) ? 0 : 1));
            } else if (Math.abs(needle.length() - other.length()) <= tolerance(needle)
                    && compared < COMPARED) {
                compared += (long) needle.length() * other.length();
                near.add(new Candidate(name, editDistance(needle, other)));
            }
        }
        return near.stream()
                .filter(candidate -> candidate.distance() <= tolerance(needle))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name)
                .distinct()
                .limit(SHOWN)
                .toList();
    }

    private static int tolerance(String wanted) {
        return Math.max(1, wanted.length() / 3);
    }

    // A name that continues the other, or ends like it after a slash, is as near as one typo
    private static boolean shares(String wanted, String name) {
        return wanted.equals(name)
                || (Math.min(wanted.length(), name.length()) >= 3
                        && (name.startsWith(wanted)
                                || wanted.startsWith(name)
                                || name.endsWith("/" + wanted)
                                || wanted.endsWith("/" + name)));
    }

    /** With a swap of neighbours as one edit. */
    private static int editDistance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
