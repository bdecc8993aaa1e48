// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes that a text is matched as, and where in it each of them stands. Control characters and
 * line ends are none of them: programs fold what is long.
 */
final class TextBytes {
    private byte[] bytes;
    private int[] from;
    private int[] to;
    private int length;

    TextBytes(int capacity) {
        bytes = new byte[capacity];
        from = new int[capacity];
        to = new int[capacity];
    }

    /** A part of a text. */
    static TextBytes of(String text, int start, int end) {
        return of(text, start, end, false, false);
    }

    /** As a terminal shows it, where a backspace takes the character before it away. */
    static TextBytes afterBackspaces(String text, int start, int end) {
        return of(text, start, end, true, false);
    }

    /** Without the blanks that begin a line: programs indent what they fold. */
    static TextBytes withoutIndents(String text, int start, int end) {
        return of(text, start, end, false, true);
    }

    private static TextBytes of(
            String text, int start, int limit, boolean erases, boolean indented) {
        TextBytes all = new TextBytes(limit - start + 16);
        boolean begins = false;
        for (int at = start; at < limit; at++) {
            char c = text.charAt(at);
            if (c >= ' ' && c < 0x7f) {
                if (!begins || c != ' ') {
                    begins = false;
                    all.add((byte) c, at, at + 1);
                }
            } else if (c > 0x9f) {
                int end = at + (Character.isHighSurrogate(c) && at + 1 < limit ? 2 : 1);
                if (Character.getType(c) != Character.FORMAT) {
                    all.addCharacter(text.substring(at, end), at, end);
                }
                at = end - 1;
            } else if (c == '\n') {
                begins = indented;
            } else if (c == '\b' && erases) {
                all.takeLast();
            }
        }
        return all;
    }

    void add(byte value, int start, int end) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
            from = Arrays.copyOf(from, length * 2);
            to = Arrays.copyOf(to, length * 2);
        }
        bytes[length] = value;
        from[length] = start;
        to[length++] = end;
    }

    /** A character that some part of a text stands for; a control character is left out. */
    void addCharacter(String character, int start, int end) {
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            addUnlessControl(each, start, end);
        }
    }

    void addUnlessControl(byte value, int start, int end) {
        if (value < 0 || (value >= ' ' && value != 0x7f)) {
            add(value, start, end);
        }
    }

    /** Takes over bytes of another view. */
    void addAll(TextBytes other, int first, int end) {
        for (int at = first; at < end; at++) {
            add(other.bytes[at], other.from[at], other.to[at]);
        }
    }

    private void takeLast() {
        int start = length == 0 ? 0 : from[length - 1];
        while (length > 0 && from[length - 1] == start) {
            length--;
        }
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[index];
    }

    int from(int index) {
        return from[index];
    }

    int to(int index) {
        return to[index];
    }

    /** The value of a digit of the base at an index, -1 where there is none. */
    int digit(int index, int base) {
        return index < length && bytes[index] > 0 ? Character.digit(bytes[index], base) : -1;
    }

    /** Where a byte is found next, from an index on; -1 where it is not. */
    int indexOf(char wanted, int first) {
        for (int at = first; at < length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    boolean startsWith(String ascii, int first) {
        if (first + ascii.length() > length) {
            return false;
        }
        for (int at = 0; at < ascii.length(); at++) {
            if (bytes[first + at] != ascii.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
