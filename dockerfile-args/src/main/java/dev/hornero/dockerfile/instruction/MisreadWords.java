// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the words of an ARG that its author did not mean as arguments. BuildKit declares an
 * argument for each of them.
 */
final class MisreadWords {
    private static final List<String> COMMENT_MARKS =
            List.of("#", "//", "/*", "--", ";", "(", "[", "<");
    private static final String TYPOGRAPHIC_QUOTES =
            "\u201C\u201D\u201E\u201F\u2018\u2019\u201A\u201B\u00AB\u00BB\u2039\u203A";

    private final List<Misread> misread = new ArrayList<>();
    private boolean inComment;
    private boolean inQuotes;

    /** Whether the next word is no argument that was meant; to be asked in the words' order. */
    boolean takes(String word) {
        if (inComment) {
            return true;
        }
        if (inQuotes) {
            inQuotes = !endsWithQuote(word);
            return true;
        }
        if (startsComment(word)) {
            inComment = true;
            misread.add(new Misread.Comment(word));
            return true;
        }
        int value = word.indexOf('=') + 1;
        if (startsWithQuote(word, value)) {
            openQuotes(word, value);
        } else if (startsWithQuote(word, 0)) {
            openQuotes(word, 0);
            return true;
        }
        return false;
    }

    List<Misread> found() {
        return Collections.unmodifiableList(misread);
    }

    private void openQuotes(String word, int at) {
        misread.add(new Misread.Quotes(word.charAt(at)));
        inQuotes = word.length() == at + 1 || !endsWithQuote(word);
    }

    /** Words without a letter or digit, such as a dash, are no names either. */
    private static boolean startsComment(String word) {
        return COMMENT_MARKS.stream().anyMatch(word::startsWith)
                || word.codePoints().noneMatch(MisreadWords::belongsToAName);
    }

    private static boolean belongsToAName(int character) {
        return Character.isLetterOrDigit(character)
                || "_$'\"".indexOf(character) >= 0
                || TYPOGRAPHIC_QUOTES.indexOf(character) >= 0;
    }

    private static boolean startsWithQuote(String word, int at) {
        return at < word.length() && TYPOGRAPHIC_QUOTES.indexOf(word.charAt(at)) >= 0;
    }

    private static boolean endsWithQuote(String word) {
        return TYPOGRAPHIC_QUOTES.indexOf(word.charAt(word.length() - 1)) >= 0;
    }
}
