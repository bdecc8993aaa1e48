// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of bytes that may be none. Go takes each byte that belongs to no character for U+FFFD, where
 * Java makes one of several.
 */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    public static String decode(byte[] source, int start, int length) {
        String text = new String(source, start, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeEachByte(source, start, length);
    }

    private static String decodeEachByte(byte[] source, int start, int length) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(source, start, length);
        CharBuffer text = CharBuffer.allocate(length);
        while (true) {
            CoderResult result = decoder.decode(bytes, text, true);
            if (!result.isError()) {
                return text.flip().toString();
            }
            for (int broken = 0; broken < result.length(); broken++) {
                text.put(REPLACEMENT);
            }
            bytes.position(bytes.position() + result.length());
        }
    }
}
