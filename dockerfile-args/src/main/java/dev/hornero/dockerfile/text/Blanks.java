// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Blank characters. BuildKit knows two kinds: Unicode's white space, which trimming and word
 * boundaries use, and the narrow one between the words of an instruction (tab, vertical tab, form
 * feed, carriage return, space).
 */
public final class Blanks {
    private Blanks() {}

    /** Unicode's White_Space, as Go's {@code unicode.IsSpace}. */
    public static boolean isSpace(int character) {
        return switch (character) {
            case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0 -> true;
            case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> character >= 0x2000 && character <= 0x200A;
        };
    }

    /** The kind between the words of an instruction. */
    public static boolean separatesWords(char character) {
        return character == ' '
                || character == '\t'
                || character == '\r'
                || character == '\f'
                || character == 0x0B;
    }

    /** Without white space at the front. */
    public static String trimStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    /** Without white space at both ends. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The words of a text; one that starts or ends with a separator has an empty word there. */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (separatesWords(text.charAt(at))) {
                words.add(text.substring(start, at));
                at = endOfSeparator(text, at);
                start = at;
            } else {
                at++;
            }
        }
        words.add(text.substring(start));
        return words;
    }

    /** Where the first separator starts; the length of the text when there is none. */
    public static int firstSeparator(String text) {
        int at = 0;
        while (at < text.length() && !separatesWords(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the separator that starts at {@code start} ends. */
    public static int endOfSeparator(String text, int start) {
        int end = start;
        while (end < text.length() && separatesWords(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
