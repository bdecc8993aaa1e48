// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads git's pkt-lines: gitprotocol-common, "pkt-line Format", and the special ones of v2. */
final class PktLines {

    enum Kind {
        DATA,
        FLUSH,
        DELIMITER,
        RESPONSE_END
    }

    private static final int HEADER = 4;
    private static final int LONGEST = 65520;

    private final InputStream in;
    private byte[] payload = {};

    PktLines(InputStream in) {
        this.in = in;
    }

    /** Reads the next line; a server's {@code ERR} line is thrown. */
    Kind next() throws IOException {
        int length = length();
        return switch (length) {
            case 0 -> control(Kind.FLUSH);
            case 1 -> control(Kind.DELIMITER);
            case 2 -> control(Kind.RESPONSE_END);
            default -> {
                payload = exactly(length - HEADER);
                if (startsWith("ERR ")) {
                    throw new RemoteError(text().substring(HEADER));
                }
                yield Kind.DATA;
            }
        };
    }

    byte[] payload() {
        return payload;
    }

    /** The line without its line feed. */
    String text() {
        String text = new String(payload, StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private Kind control(Kind kind) {
        payload = new byte[0];
        return kind;
    }

    private int length() throws IOException {
        String hex = new String(exactly(HEADER), StandardCharsets.ISO_8859_1);
        try {
            int length = HexFormat.fromHexDigits(hex);
            if (length == 3 || length > LONGEST) {
                throw new MalformedAnswer("a line of " + length + " bytes");
            }
            return length;
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswer("no length where a line begins", e);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The git server ended its answer too early.");
        }
        return bytes;
    }

    private boolean startsWith(String prefix) {
        if (payload.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (payload[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
