// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutputHeadTest {

    @Test
    void onlyTheBeginningIsKept() throws IOException {
        OutputHead words = new OutputHead();

        for (int i = 0; i < 100; i++) {
            words.write("x".repeat(100).getBytes(US_ASCII));
        }
        words.write('y');

        assertThat(words.text()).isEqualTo("x".repeat(4096));
    }
}
