// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.util.Map;
import java.util.Optional;

/** What programs do to a value when they print it, so that it does not stand there as it is. */
enum Escaping {
    /** In addresses: {@code p%40ss}. */
    PERCENT('%') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            int value = twoDigits(text, at + 1);
            if (value < 0) {
                return at;
            }
            plain.addUnlessControl((byte) value, text.from(at), text.to(at + 2));
            return at + 3;
        }
    },

    /** In JSON, Go's {@code %q}, a shell's {@code $'…'} and {@code printf %q}. */
    BACKSLASH('\\') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            if (at + 1 >= text.length()) {
                return at;
            }
            return switch (text.at(at + 1)) {
                case 'n', 't', 'r', 'a', 'b', 'f', 'v', 'e', 'E' -> at + 2;
                case 'x' -> byteOf(text, at, plain);
                case 'u' -> character(text, at, 4, plain);
                case 'U' -> character(text, at, 8, plain);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(text, at, plain);
                default -> {
                    plain.addUnlessControl(text.at(at + 1), text.from(at), text.to(at + 1));
                    yield at + 2;
                }
            };
        }
    },

    /** A shell's quote within quotes: {@code 'it'\''s'}, {@code 'it'"'"'s'}. */
    SHELL_QUOTE('\'') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            for (String quote : new String[] {"'\\''", "'\"'\"'"}) {
                if (text.startsWith(quote, at)) {
                    int end = at + quote.length();
                    plain.add((byte) '\'', text.from(at), text.to(end - 1));
                    return end;
                }
            }
            return at;
        }
    },

    /** In SQL, YAML and Pascal: {@code 'it''s'}. */
    DOUBLED_QUOTE('\'') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            return doubled('\'', text, at, plain);
        }
    },

    /** In CSV: {@code "a ""b"" c"}. */
    DOUBLED_QUOTES('"') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            return doubled('"', text, at, plain);
        }
    },

    /** In HTML and XML. */
    ENTITY('&') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            int end = text.indexOf(';', at);
            if (end < 0 || end - at > LONGEST_ENTITY) {
                return at;
            }
            Optional<Integer> character = entity(text, at + 1, end);
            if (character.isEmpty()) {
                return at;
            }
            plain.addCharacter(Character.toString(character.get()), text.from(at), text.to(end));
            return end + 1;
        }
    },

    /** What {@code od}, {@code xxd} and {@code hexdump} print: {@code 68 75 6e 74}. */
    HEX_GROUPS(' ') {
        @Override
        int undo(TextBytes text, int at, TextBytes plain) {
            int end = at;
            while (end < text.length() && text.at(end) == ' ') {
                end++;
            }
            return end - at <= 2 && group(text, at - 1, -1) && group(text, end, 1) ? end : at;
        }

        // Two or four hexadecimal digits by themselves
        private boolean group(TextBytes text, int first, int step) {
            int digits = 0;
            int at = first;
            while (digits <= 4 && at >= 0 && text.digit(at, 16) >= 0) {
                digits++;
                at += step;
            }
            boolean byItself =
                    at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.at(at));
            return byItself && (digits == 2 || digits == 4);
        }
    };

    private static final int LONGEST_ENTITY = 10;
    private static final Map<String, Integer> NAMED =
            Map.of(
                    "amp",
                    (int) '&',
                    "lt",
                    (int) '<',
                    "gt",
                    (int) '>',
                    "quot",
                    (int) '"',
                    "apos",
                    (int) '\'');

    private final char sign;

    Escaping(char sign) {
        this.sign = sign;
    }

    /**
     * Undoes what begins at a place.
     *
     * @return where the text goes on; the same place where nothing of this kind begins there
     */
    abstract int undo(TextBytes text, int at, TextBytes plain);

    /** Whether it is worth while to look for any, as it seldom is. */
    static boolean mayBeIn(String text, int start, int end) {
        for (int at = start; at < end; at++) {
            char next = at + 1 < end ? text.charAt(at + 1) : ' ';
            boolean found =
                    switch (text.charAt(at)) {
                        case '\\', '\b' -> true;
                        case '%' -> isHex(next);
                        case ' ' ->
                                isHex(next)
                                        && at - 2 >= start
                                        && isHex(text.charAt(at - 1))
                                        && isHex(text.charAt(at - 2));
                        case '&' -> next == '#' || Character.isLetter(next);
                        case '\'' -> next == '\'' || next == '"';
                        case '"' -> next == '"';
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return start > 0 && start < end && text.charAt(start) == ' ';
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }

    /** The text without this disguise; empty if it is not disguised so. */
    Optional<TextBytes> takenOff(TextBytes text) {
        int at = text.indexOf(sign, 0);
        TextBytes tried = new TextBytes(LONGEST_ENTITY);
        while (at >= 0 && undo(text, at, tried) == at) {
            at = text.indexOf(sign, at + 1);
        }
        if (at < 0) {
            return Optional.empty();
        }
        TextBytes plain = new TextBytes(text.length());
        int kept = 0;
        while (at >= 0) {
            plain.addAll(text, kept, at);
            kept = undo(text, at, plain);
            at = text.indexOf(sign, Math.max(kept, at + 1));
        }
        plain.addAll(text, kept, text.length());
        return Optional.of(plain);
    }

    private static int twoDigits(TextBytes text, int at) {
        int high = text.digit(at, 16);
        int low = text.digit(at + 1, 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int byteOf(TextBytes text, int at, TextBytes plain) {
        int value = twoDigits(text, at + 2);
        if (value < 0) {
            return at;
        }
        plain.addUnlessControl((byte) value, text.from(at), text.to(at + 3));
        return at + 4;
    }

    private static int octal(TextBytes text, int at, TextBytes plain) {
        int end = at + 1;
        int value = 0;
        while (end <= at + 3 && text.digit(end, 8) >= 0) {
            value = value * 8 + text.digit(end++, 8);
        }
        plain.addUnlessControl((byte) value, text.from(at), text.to(end - 1));
        return end;
    }

    private static int character(TextBytes text, int at, int digits, TextBytes plain) {
        int code = code(text, at + 2, digits);
        int end = at + 2 + digits;
        if (code < 0) {
            return at;
        }
        if (Character.isBmpCodePoint(code)
                && Character.isHighSurrogate((char) code)
                && text.startsWith("\\u", end)) {
            int low = code(text, end + 2, 4);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                code = Character.toCodePoint((char) code, (char) low);
                end += 6;
            }
        }
        plain.addCharacter(Character.toString(code), text.from(at), text.to(end - 1));
        return end;
    }

    private static int code(TextBytes text, int at, int digits) {
        int code = 0;
        for (int i = at; i < at + digits; i++) {
            if (text.digit(i, 16) < 0 || code > Character.MAX_CODE_POINT >> 4) {
                return -1;
            }
            code = code * 16 + text.digit(i, 16);
        }
        return Character.isValidCodePoint(code) ? code : -1;
    }

    private static int doubled(char quote, TextBytes text, int at, TextBytes plain) {
        if (at + 1 >= text.length() || text.at(at + 1) != quote) {
            return at;
        }
        plain.add((byte) quote, text.from(at), text.to(at + 1));
        return at + 2;
    }

    private static Optional<Integer> entity(TextBytes text, int first, int end) {
        StringBuilder name = new StringBuilder();
        for (int at = first; at < end; at++) {
            name.append((char) text.at(at));
        }
        String given = name.toString();
        if (!given.matches("#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}")) {
            return Optional.ofNullable(NAMED.get(given));
        }
        int code =
                Character.isDigit(given.charAt(1))
                        ? Integer.parseInt(given.substring(1))
                        : Integer.parseInt(given.substring(2), 16);
        return Character.isValidCodePoint(code) ? Optional.of(code) : Optional.empty();
    }
}
