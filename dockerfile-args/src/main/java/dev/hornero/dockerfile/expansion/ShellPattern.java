// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

/**
 * The patterns of {@code ${X#p}}, {@code ${X%p}} and {@code ${X/p/r}}: {@code *}, {@code ?} and
 * escapes, no brackets. A wildcard does not match a line feed.
 */
final class ShellPattern {
    /** A character of a pattern that stands for itself is not negative. */
    private static final int ANY = -1;

    private static final int STAR = -2;

    private final int[] elements;
    private final ExpansionBudget budget;

    private ShellPattern(int[] elements, ExpansionBudget budget) {
        this.elements = elements;
        this.budget = budget;
    }

    /** The value without the prefix, or the suffix, that the word names; doubled: the longest. */
    static String trim(String value, String word, boolean suffix, ExpansionBudget budget)
            throws ExpansionException {
        boolean longest = !word.isEmpty() && word.charAt(0) == (suffix ? '%' : '#');
        String pattern = longest ? word.substring(1) : word;
        if (!suffix) {
            int end = of(pattern, budget).matchAt(value.codePoints().toArray(), 0, longest);
            return end < 0 ? value : value.substring(value.offsetByCodePoints(0, end));
        }
        // Looking from the end makes the shortest suffix the first match.
        int[] backwards = reversed(value.codePoints().toArray());
        int end = of(reversedPattern(pattern), budget).matchAt(backwards, 0, longest);
        return end < 0 ? value : value.substring(0, value.offsetByCodePoints(value.length(), -end));
    }

    /** The value with the first match, or all of them, replaced; matches are as long as can be. */
    static String replace(
            String value, String pattern, String replacement, boolean all, ExpansionBudget budget)
            throws ExpansionException {
        ShellPattern shellPattern = of(pattern, budget);
        int[] characters = value.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        int at = 0;
        int lastEnd = -1;
        while (at <= characters.length) {
            int end = shellPattern.matchAt(characters, at, true);
            if (end > at || (end == at && end != lastEnd)) {
                budget.spend(replacement.length());
                result.append(replacement);
                lastEnd = end;
                if (!all) {
                    append(result, characters, end);
                    return result.toString();
                }
            }
            if (end > at) {
                at = end;
            } else {
                if (at < characters.length) {
                    result.appendCodePoint(characters[at]);
                }
                at++;
            }
        }
        return result.toString();
    }

    private static void append(StringBuilder result, int[] characters, int from) {
        for (int at = from; at < characters.length; at++) {
            result.appendCodePoint(characters[at]);
        }
    }

    private static ShellPattern of(String pattern, ExpansionBudget budget)
            throws ExpansionException {
        int[] characters = pattern.codePoints().toArray();
        int[] elements = new int[characters.length];
        int count = 0;
        for (int at = 0; at < characters.length; at++) {
            int character = characters[at];
            if (character == '*') {
                elements[count++] = STAR;
            } else if (character == '?') {
                elements[count++] = ANY;
            } else if (character == '\\') {
                int next = at + 1 < characters.length ? characters[at + 1] : 0xFFFD;
                if (next == '}' || next == '/') {
                    continue;
                }
                if (next != '*' && next != '?' && next != '\\') {
                    throw new ExpansionException(
                            "invalid pattern (%s) in substitution: invalid escape '\\%s'"
                                    .formatted(pattern, Character.toString(next)));
                }
                elements[count++] = next;
                at++;
            } else {
                elements[count++] = character;
            }
        }
        int[] exact = new int[count];
        System.arraycopy(elements, 0, exact, 0, count);
        return new ShellPattern(exact, budget);
    }

    /**
     * Where a match that starts at {@code start} ends; -1 when there is none. The parts between
     * stars are placed as early as possible; only the last one is looked for from the end when the
     * longest match is wanted.
     */
    private int matchAt(int[] text, int start, boolean longest) throws ExpansionException {
        int lineEnd = start;
        while (lineEnd < text.length && text[lineEnd] != '\n') {
            lineEnd++;
        }
        budget.spend((long) lineEnd - start + elements.length + 1);
        int partStart = 0;
        int partEnd = nextStar(0);
        if (!matches(text, start, partStart, partEnd)) {
            return -1;
        }
        int at = start + partEnd;
        while (partEnd < elements.length) {
            partStart = partEnd + 1;
            partEnd = nextStar(partStart);
            boolean last = partEnd == elements.length;
            int limit = Math.max(lineEnd, at);
            int found =
                    last && longest
                            ? lastMatch(text, at, limit, partStart, partEnd)
                            : firstMatch(text, at, limit, partStart, partEnd);
            if (found < 0) {
                return -1;
            }
            at = found + (partEnd - partStart);
        }
        return at;
    }

    private int nextStar(int from) {
        int at = from;
        while (at < elements.length && elements[at] != STAR) {
            at++;
        }
        return at;
    }

    private int firstMatch(int[] text, int from, int to, int partStart, int partEnd)
            throws ExpansionException {
        for (int at = from; at <= to; at++) {
            if (matches(text, at, partStart, partEnd)) {
                return at;
            }
        }
        return -1;
    }

    private int lastMatch(int[] text, int from, int to, int partStart, int partEnd)
            throws ExpansionException {
        for (int at = to; at >= from; at--) {
            if (matches(text, at, partStart, partEnd)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(int[] text, int at, int partStart, int partEnd)
            throws ExpansionException {
        if (at + partEnd - partStart > text.length) {
            return false;
        }
        for (int offset = 0; offset < partEnd - partStart; offset++) {
            int element = elements[partStart + offset];
            int character = text[at + offset];
            boolean same = element == ANY ? character != '\n' : element == character;
            if (!same) {
                budget.spend(offset);
                return false;
            }
        }
        return true;
    }

    private static int[] reversed(int[] characters) {
        int[] result = new int[characters.length];
        for (int at = 0; at < characters.length; at++) {
            result[characters.length - 1 - at] = characters[at];
        }
        return result;
    }

    /** Backwards, but for escapes: {@code a\*c} is {@code c\*a}. */
    private static String reversedPattern(String pattern) {
        int[] characters = pattern.codePoints().toArray();
        int[] result = new int[characters.length];
        int last = characters.length - 1;
        for (int at = 0; at <= last; ) {
            int mirrored = last - at;
            if (characters[at] == '\\' && at != last) {
                result[mirrored - 1] = '\\';
                result[mirrored] = characters[at + 1];
                at += 2;
            } else {
                result[mirrored] = characters[at];
                at++;
            }
        }
        return new String(result, 0, result.length);
    }
}
