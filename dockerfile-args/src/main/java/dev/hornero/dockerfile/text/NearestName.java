// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a name that does not exist, for "did you mean". */
public final class NearestName {
    /** One more than the number of edits that still count as near. */
    private static final int FAR = 3;

    /** No name is this long by accident, and comparing takes the square of it. */
    private static final int LONGEST = 1_000;

    private NearestName() {}

    /**
     * The message with a guess behind it, where there is one. Of names equally near the first wins;
     * BuildKit takes any.
     */
    public static String hint(
            String message, String word, Collection<String> names, boolean caseSensitive) {
        return among(word, names, caseSensitive)
                .map(match -> message + " (did you mean " + match + "?)")
                .orElse(message);
    }

    /** The name nearest to the word; none when the word is a name itself or nothing is near. */
    public static Optional<String> among(
            String word, Collection<String> names, boolean caseSensitive) {
        String wanted = caseSensitive ? word : word.toLowerCase(Locale.ROOT);
        String match = "";
        int least = FAR;
        for (String name : names) {
            String candidate = caseSensitive ? name : name.toLowerCase(Locale.ROOT);
            if (wanted.equals(candidate)) {
                return Optional.empty();
            }
            int distance = distance(wanted, candidate, least);
            if (distance < least) {
                match = caseSensitive ? name : inTheCaseOf(word, candidate);
                least = distance;
            }
        }
        return Optional.of(match).filter(found -> !found.isEmpty());
    }

    private static String inTheCaseOf(String word, String candidate) {
        if (word.equals(word.toLowerCase(Locale.ROOT))) {
            return candidate.toLowerCase(Locale.ROOT);
        }
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
            return candidate.toUpperCase(Locale.ROOT);
        }
        return candidate;
    }

    /** The number of edits between two words, or {@code limit} when it is not less. */
    private static int distance(String left, String right, int limit) {
        if (Math.abs(left.length() - right.length()) >= limit || left.length() > LONGEST) {
            return limit;
        }
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                previous[column - 1] + change,
                                1 + Math.min(previous[column], current[column - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return Math.min(previous[right.length()], limit);
    }
}
