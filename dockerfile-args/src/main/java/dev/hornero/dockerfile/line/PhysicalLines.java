// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import dev.hornero.dockerfile.text.Utf8;

/** The lines of a file as they stand in it, one after the other. */
final class PhysicalLines {
    /** BuildKit's reader takes no longer line, the line feed not counted. */
    static final int LONGEST = 65_535;

    private final byte[] source;
    private int next;
    private int start;
    private int end;
    private int number;
    private boolean tooLong;

    PhysicalLines(byte[] source) {
        this.source = source;
        boolean marked =
                source.length >= 3
                        && source[0] == (byte) 0xEF
                        && source[1] == (byte) 0xBB
                        && source[2] == (byte) 0xBF;
        this.next = marked ? 3 : 0;
    }

    /** Goes to the next line; false at the end and in front of a line that is too long. */
    boolean advance() {
        if (tooLong || next >= source.length) {
            return false;
        }
        int feed = next;
        while (feed < source.length && source[feed] != '\n') {
            feed++;
        }
        int counted = number == 0 ? feed : feed - next;
        if (counted > LONGEST) {
            tooLong = true;
            return false;
        }
        start = next;
        end = Math.min(feed + 1, source.length);
        next = end;
        number++;
        return true;
    }

    /** 1-based; 0 before the first. */
    int number() {
        return number;
    }

    boolean stoppedAtALineTooLong() {
        return tooLong;
    }

    /** The line as it stands there, its line feed included. */
    String raw() {
        return Utf8.decode(source, start, end - start);
    }

    /** The line without the carriage returns and line feed at its end. */
    String text() {
        int textEnd = end;
        while (textEnd > start && (source[textEnd - 1] == '\n' || source[textEnd - 1] == '\r')) {
            textEnd--;
        }
        return Utf8.decode(source, start, textEnd - start);
    }
}
