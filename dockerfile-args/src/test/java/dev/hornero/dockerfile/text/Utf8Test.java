// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static String decoded(int... bytes) {
        byte[] source = new byte[bytes.length + 2];
        for (int at = 0; at < bytes.length; at++) {
            source[at + 1] = (byte) bytes[at];
        }
        return Utf8.decode(source, 1, bytes.length);
    }

    @Test
    void readsText() {
        byte[] text = "aé€😀\uFFFD".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.decode(text, 0, text.length)).isEqualTo("aé€😀\uFFFD");
    }

    @Test
    void takesEachBrokenByteForOneCharacter() {
        assertThat(decoded('a', 0xE3, 0x80, 'b')).isEqualTo("a\uFFFD\uFFFDb");
        assertThat(decoded(0xF0, 0x9F, 0x98)).isEqualTo("\uFFFD\uFFFD\uFFFD");
        assertThat(decoded(0xC0, 0x80, 0xFF)).isEqualTo("\uFFFD\uFFFD\uFFFD");
        assertThat(decoded(0xED, 0xA0, 0x80, 'x')).isEqualTo("\uFFFD\uFFFD\uFFFDx");
        assertThat(decoded(0xE9, ' ', 0xE2, 0x82, 0xAC)).isEqualTo("\uFFFD €");
    }
}
