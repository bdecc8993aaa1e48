// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {
    /** From FIPS 180-2, appendix B.1. */
    @Test
    void aTextHasTheDigestOfTheStandard() {
        assertThat(Sha256.hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aTextIsDigestedAsUtf8() {
        assertThat(Sha256.hex("ö")).isEqualTo(Sha256.hex(new byte[] {(byte) 0xc3, (byte) 0xb6}));
    }
}
