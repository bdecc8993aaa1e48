// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.Use;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names in what a RUN hands to its shell. BuildKit puts no variables in there, the shell
 * finds them in its environment; so does any program, which is why a name counts without a dollar
 * too.
 */
final class RunText {
    private static final Pattern ASSIGNMENT =
            Pattern.compile(
                    "(?<![\\w${.-])"
                            + "(?:(?:for|read|read -r|local|declare)[ \\t]+([A-Za-z_]\\w*+)"
                            + "|([A-Za-z_]\\w*+)=)");

    private RunText() {}

    /**
     * Takes note of a name; {@code use} is {@link Use#PLAIN} where it stands without braces, {@code
     * variable} says that it stands behind a dollar that is one to the shell.
     */
    @FunctionalInterface
    interface Names {
        void found(String name, Use use, boolean variable);
    }

    /** {@code filter} selects by the first character which words are worth looking at. */
    static void search(String text, NameFilter filter, Names names) {
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (isWordCharacter(character)) {
                int end = endOfWord(text, at);
                if (filter.mayBeName(character)) {
                    names.found(
                            text.substring(at, end),
                            Use.PLAIN,
                            at > 0 && text.charAt(at - 1) == '$' && !isEscaped(text, at - 1));
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
            names.found(text.substring(at, end), use(text, end), !isEscaped(text, start - 2));
        }
        return end;
    }

    private static boolean isEscaped(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\';
    }

    /** The variables that the shell gives a value of its own, and so reads that. */
    static Set<String> assigned(String text) {
        Set<String> names = new HashSet<>();
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            names.add(assignment.group(assignment.group(1) == null ? 2 : 1));
        }
        return names;
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
                names.found(text.substring(at, end), Use.PLAIN, false);
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
