// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Collects the pkt-lines of one request. */
final class PktRequest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PktRequest line(String text) {
        return raw(text + "\n");
    }

    /** Without the line feed that most lines end in. */
    PktRequest raw(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ascii(String.format(Locale.ROOT, "%04x", payload.length + 4)));
        bytes.writeBytes(payload);
        return this;
    }

    PktRequest delimiter() {
        bytes.writeBytes(ascii("0001"));
        return this;
    }

    PktRequest flush() {
        bytes.writeBytes(ascii("0000"));
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
