// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "plain | \"plain\"",
                "say \"hi\" | \"say \\\"hi\\\"\"",
                "C:\\dir | \"C:\\\\dir\"",
                "grüße | \"grüße\"",
            },
            delimiter = '|')
    void escapesAsGoDoes(String text, String quoted) {
        assertThat(Quoted.of(text)).isEqualTo(quoted);
    }

    @org.junit.jupiter.api.Test
    void escapesWhatDoesNotPrint() {
        assertThat(Quoted.of("a\tb\nc\u0001\u00A0\u200B"))
                .isEqualTo("\"a\\tb\\nc\\x01\\u00a0\\u200b\"");
    }
}
