// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are Dockerfiles to an editor and none to Docker. */
class EncodingTest {
    private static final String FILE = "FROM alpine\nARG V\nRUN echo $V\n";
    private static final String UTF_16 =
            "the Dockerfile is UTF-16 text, which Docker cannot read; save it as UTF-8";
    private static final String CARRIAGE_RETURNS =
            "lines of the Dockerfile end in a carriage return (CR) alone, which is no line end to"
                    + " Docker; save it with line feeds (LF)";

    private static DockerfileScan scan(byte[] file) {
        return DockerfileScanner.withDefaults().scan(file, ScanRequest.lastStage());
    }

    private static DockerfileScan scan(String file) {
        return scan(file.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, ''",
        "UTF-16LE, \uFEFF",
        "UTF-16BE, ''",
        "UTF-16BE, \uFEFF",
        "UTF-16LE, '# note '",
        "UTF-16BE, '# note '",
    })
    void ofSixteenBitsIsSaid(String charset, String before) {
        byte[] file = (before + FILE).getBytes(Charset.forName(charset));

        assertThat(scan(file).error()).contains(new ScanError(1, UTF_16));
    }

    @Test
    void ofAnEmptyUtf16FileIsSaidToo() {
        assertThat(scan(new byte[] {(byte) 0xFF, (byte) 0xFE}).error())
                .contains(new ScanError(1, UTF_16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM alpine\rRUN echo 1\r",
                "FROM alpine\rRUN echo 1",
                "# note\rFROM alpine\rRUN echo 1\r",
                "ARG V=1\rFROM alpine\r",
                "\uFEFFFROM alpine\rRUN echo 1\r",
            })
    void ofCarriageReturnsIsSaid(String file) {
        assertThat(scan(file).error()).contains(new ScanError(1, CARRIAGE_RETURNS));
    }

    @Test
    void ofCarriageReturnsInOneLineIsSaidWithTheLine() {
        assertThat(scan("FROM alpine\nUSER a\nENV A=1\rUSER b\nRUN x\n").error())
                .contains(new ScanError(3, CARRIAGE_RETURNS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM alpine\r\nARG V\r\n",
                "FROM alpine\r\r\nARG V\r\r\n",
                "FROM alpine\r",
                "\uFEFFFROM alpine\n",
                "FROM alpine\nRUN printf 'a\rb'\n",
                "FROM alpine\nRUN printf 'a\u0000b'\n",
            })
    void isOfNoInterestWhereDockerReadsTheFile(String file) {
        assertThat(scan(file).error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM alpine\r\nRUNN x\r\n", "FROM alpine\nRUNN x\n"})
    void isNotAtFaultForEveryError(String file) {
        assertThat(scan(file).error().orElseThrow().message()).contains("unknown instruction");
    }
}
