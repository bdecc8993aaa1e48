// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void elsewhereOnlyPlainLinesAreWritten() {
        Progress progress = progress(false);

        progress.waitFor("kafka");
        progress.say("kafka is ready");
        progress.done();

        assertThat(printed.toString(UTF_8)).isEqualTo("kafka is ready" + System.lineSeparator());
    }

    @Test
    void onATerminalALineReplacesWhatWasWaitedFor() {
        Progress progress = progress(true);

        progress.waitFor("kafka");
        progress.waitFor("kafka (1 s)");
        progress.say("kafka is ready");
        progress.done();

        assertThat(printed.toString(UTF_8))
                .isEqualTo(
                        "kafka\r\033[2Kkafka (1 s)\r\033[2Kkafka is ready"
                                + System.lineSeparator());
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(printed, true, UTF_8), terminal);
    }
}
