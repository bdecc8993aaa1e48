// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

/**
 * Text without what moves a terminal's cursor, colours or titles its window. Backspaces stay, since
 * what they hide is for the {@link Scrubber} to judge; so do tabs, line feeds and carriage returns.
 */
final class PlainText {
    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final char CONTROL_SEQUENCE = '\u009b';

    private PlainText() {}

    static String of(String text) {
        int at = 0;
        while (at < text.length() && stays(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ESCAPE) {
                at = afterSequence(text, at + 1);
            } else if (c == CONTROL_SEQUENCE) {
                at = afterControlSequence(text, at + 1);
            } else {
                if (stays(c)) {
                    plain.append(c);
                }
                at++;
            }
        }
        return plain.toString();
    }

    private static boolean stays(char c) {
        return (c >= ' ' && c < 0x7f)
                || (c > 0x9f && Character.getType(c) != Character.FORMAT)
                || c == '\b'
                || c == '\t'
                || c == '\n'
                || c == '\r';
    }

    /** See ECMA-48; where a sequence has no end only its beginning is one. */
    private static int afterSequence(String text, int at) {
        if (at == text.length()) {
            return at;
        }
        return switch (text.charAt(at)) {
            case '[' -> afterControlSequence(text, at + 1);
            case ']', 'P', 'X', '^', '_' -> afterString(text, at + 1);
            default -> {
                int end = within(text, at, ' ', '/');
                yield end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '~'
                        ? end + 1
                        : end;
            }
        };
    }

    private static int afterControlSequence(String text, int at) {
        int end = within(text, within(text, at, '0', '?'), ' ', '/');
        return end < text.length() && text.charAt(end) >= '@' && text.charAt(end) <= '~'
                ? end + 1
                : end;
    }

    private static int afterString(String text, int at) {
        for (int end = at; end < text.length() && text.charAt(end) != '\n'; end++) {
            if (text.charAt(end) == BELL || text.charAt(end) == '\u009c') {
                return end + 1;
            }
            if (text.charAt(end) == ESCAPE && text.startsWith("\\", end + 1)) {
                return end + 2;
            }
        }
        return at;
    }

    private static int within(String text, int at, char first, char last) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= first && text.charAt(end) <= last) {
            end++;
        }
        return end;
    }
}
