// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.Use;

/**
 * Finds names in what a RUN hands to its shell. BuildKit puts no variables in there, the shell
 * finds them in its environment; so does any program, which is why a name counts without a dollar
 * too.
 */
final class RunText {
    private RunText() {}

    /** Takes note of a name; {@code use} is {@link Use#PLAIN} where it stands without braces. */
    @FunctionalInterface
    interface Names {
        void found(String name, Use use);
    }

    /** {@code filter} tells by the first character which words are worth looking at. */
    static void search(String text, NameFilter filter, Names names) {
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (isWordCharacter(character)) {
                int end = endOfWord(text, at);
                if (filter.mayBeName(character)) {
                    names.found(text.substring(at, end), Use.PLAIN);
                }
                at = end;
            } else if (character == '$' && text.startsWith("${", at)) {
                at = readBraces(text, at + 2, filter, names);
            } else {
                at++;
            }
        }
    }

    /** The name in {@code ${…}} and how it is used; returns where the rest is to be read from. */
    private static int readBraces(String text, int start, NameFilter filter, Names names) {
        int at = start;
        if (at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == '!')) {
            at++;
        }
        int end = endOfWord(text, at);
        if (end > at && filter.mayBeName(text.charAt(at))) {
            names.found(text.substring(at, end), use(text, end));
        }
        return end;
    }

    private static Use use(String text, int at) {
        boolean colon = at < text.length() && text.charAt(at) == ':';
        int operator = colon ? at + 1 : at;
        return switch (operator < text.length() ? text.charAt(operator) : '}') {
            case '-', '=' -> Use.DEFAULT;
            case '+' -> Use.ALTERNATIVE;
            case '?' -> colon ? Use.DEMAND_TEXT : Use.DEMAND;
            default -> Use.PLAIN;
        };
    }

    /** Names that hold dots and dashes, which no variable can. */
    static void searchOddNames(String text, NameFilter filter, Names names) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isOddCharacter(text.charAt(end))) {
                end++;
            }
            if (end > at && filter.mayBeName(text.charAt(at))) {
                names.found(text.substring(at, end), Use.PLAIN);
            }
            at = Math.max(end, at + 1);
        }
    }

    private static boolean isOddCharacter(char character) {
        return isWordCharacter(character) || character == '.' || character == '-';
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || (character >= 0x80 && Character.isLetterOrDigit(character));
    }
}
