// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of an instruction's arguments. */
sealed interface JsonStrings {
    /** An array of strings. */
    record Strings(List<String> values) implements JsonStrings {}

    /** An array that holds something else as well. */
    record OtherArray() implements JsonStrings {}

    /** No JSON array, so the text is meant as it stands. */
    record NoArray() implements JsonStrings {}

    /** Reads the text as BuildKit does: JSON to the letter, or none at all. */
    static JsonStrings of(String text) {
        String trimmed = Blanks.trimStart(text);
        return trimmed.startsWith("[") ? new JsonReader(trimmed).readArray() : new NoArray();
    }

    /** Recognises JSON; only the strings right inside the outer array are kept. */
    final class JsonReader {
        /** As in Go's encoding/json. */
        private static final int DEEPEST = 10_000;

        private final String text;
        private int at;

        private JsonReader(String text) {
            this.text = text;
        }

        private JsonStrings readArray() {
            List<String> strings = new ArrayList<>();
            boolean onlyStrings = true;
            at = 1;
            skipBlanks();
            if (peek() == ']') {
                at++;
            } else {
                while (true) {
                    skipBlanks();
                    if (peek() == '"') {
                        StringBuilder value = new StringBuilder();
                        if (!readString(value)) {
                            return new NoArray();
                        }
                        strings.add(value.toString());
                    } else {
                        onlyStrings = false;
                        if (!skipValue()) {
                            return new NoArray();
                        }
                    }
                    skipBlanks();
                    char separator = peek();
                    at++;
                    if (separator == ']') {
                        break;
                    }
                    if (separator != ',') {
                        return new NoArray();
                    }
                }
            }
            skipBlanks();
            if (at < text.length()) {
                return new NoArray();
            }
            return onlyStrings ? new Strings(strings) : new OtherArray();
        }

        /** Skips any value; nesting is counted, not recursed into. */
        private boolean skipValue() {
            StringBuilder nesting = new StringBuilder();
            do {
                skipBlanks();
                char character = peek();
                if (character == '[' || character == '{') {
                    at++;
                    nesting.append(character);
                    if (nesting.length() >= DEEPEST) {
                        return false;
                    }
                    skipBlanks();
                    if (peek() != (character == '[' ? ']' : '}')) {
                        if (character == '{' && !skipKey()) {
                            return false;
                        }
                        continue;
                    }
                } else if (!skipScalar()) {
                    return false;
                }
                if (!closeOrGoOn(nesting)) {
                    return false;
                }
            } while (!nesting.isEmpty());
            return true;
        }

        /** After a value: closes what it ends, up to where another value has to follow. */
        private boolean closeOrGoOn(StringBuilder nesting) {
            while (!nesting.isEmpty()) {
                boolean array = nesting.charAt(nesting.length() - 1) == '[';
                skipBlanks();
                char character = peek();
                at++;
                if (character == ',') {
                    skipBlanks();
                    return array || skipKey();
                }
                if (character != (array ? ']' : '}')) {
                    return false;
                }
                nesting.setLength(nesting.length() - 1);
            }
            return true;
        }

        private boolean skipKey() {
            if (!readString(new StringBuilder())) {
                return false;
            }
            skipBlanks();
            boolean colon = peek() == ':';
            at++;
            return colon;
        }

        private boolean skipScalar() {
            char character = peek();
            if (character == '"') {
                return readString(new StringBuilder());
            }
            for (String literal : List.of("true", "false", "null")) {
                if (text.startsWith(literal, at)) {
                    at += literal.length();
                    return true;
                }
            }
            return skipNumber();
        }

        private boolean skipNumber() {
            if (peek() == '-') {
                at++;
            }
            if (peek() == '0') {
                at++;
            } else if (!skipDigits()) {
                return false;
            }
            if (peek() == '.') {
                at++;
                if (!skipDigits()) {
                    return false;
                }
            }
            if (peek() == 'e' || peek() == 'E') {
                at++;
                if (peek() == '+' || peek() == '-') {
                    at++;
                }
                return skipDigits();
            }
            return true;
        }

        private boolean skipDigits() {
            int start = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            return at > start;
        }

        private boolean readString(StringBuilder value) {
            if (peek() != '"') {
                return false;
            }
            at++;
            while (at < text.length()) {
                char character = text.charAt(at++);
                if (character == '"') {
                    return true;
                }
                if (character < ' ') {
                    return false;
                }
                if (character == '\\') {
                    if (!readEscape(value)) {
                        return false;
                    }
                } else {
                    value.append(character);
                }
            }
            return false;
        }

        private boolean readEscape(StringBuilder value) {
            char escaped = peek();
            at++;
            switch (escaped) {
                case '"', '\\', '/' -> value.append(escaped);
                case 'b' -> value.append('\b');
                case 'f' -> value.append('\f');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    return readCodeUnit(value);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean readCodeUnit(StringBuilder value) {
            int unit = 0;
            for (int digit = 0; digit < 4; digit++) {
                int worth = Character.digit(peek(), 16);
                if (worth < 0 || peek() >= 0x80) {
                    return false;
                }
                unit = unit * 16 + worth;
                at++;
            }
            value.append((char) unit);
            return true;
        }

        private void skipBlanks() {
            while (at < text.length()
                    && (text.charAt(at) == ' '
                            || text.charAt(at) == '\t'
                            || text.charAt(at) == '\r'
                            || text.charAt(at) == '\n')) {
                at++;
            }
        }

        /** The next character, or one that fits nowhere at the end. */
        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }
    }
}
