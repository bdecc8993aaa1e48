// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

/**
 * Finds out that a file which BuildKit refuses is text in a form that BuildKit does not read: its
 * words are about the first characters then, and of no help.
 */
public final class Encoding {
    private Encoding() {}

    /** The error, or what is said instead of it where the form is at fault. */
    public static InvalidDockerfileException explained(
            InvalidDockerfileException error, byte[] source) {
        if (isUtf16(source)) {
            return new InvalidDockerfileException(
                    1, "the Dockerfile is UTF-16 text, which Docker cannot read; save it as UTF-8");
        }
        return hasBareCarriageReturn(source, error.line())
                ? new InvalidDockerfileException(
                        error.line(),
                        "lines of the Dockerfile end in a carriage return (CR) alone, which is no"
                                + " line end to Docker; save it with line feeds (LF)")
                : error;
    }

    /** With a byte order mark, or with two ASCII characters in front. */
    private static boolean isUtf16(byte[] source) {
        if (source.length < 2) {
            return false;
        }
        int first = source[0] & 0xFF;
        int second = source[1] & 0xFF;
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return true;
        }
        if (source.length < 4) {
            return false;
        }
        boolean littleEndian = areAscii(source, 0, 2) && areZero(source, 1, 3);
        boolean bigEndian = areAscii(source, 1, 3) && areZero(source, 0, 2);
        return littleEndian || bigEndian;
    }

    private static boolean areAscii(byte[] source, int one, int other) {
        return source[one] > 0 && source[other] > 0;
    }

    private static boolean areZero(byte[] source, int one, int other) {
        return source[one] == 0 && source[other] == 0;
    }

    /** One in front of the line's end, where BuildKit takes off all that there are. */
    private static boolean hasBareCarriageReturn(byte[] source, int line) {
        PhysicalLines lines = new PhysicalLines(source);
        while (lines.advance()) {
            if (lines.number() == line) {
                return lines.text().indexOf('\r') >= 0;
            }
        }
        return false;
    }
}
