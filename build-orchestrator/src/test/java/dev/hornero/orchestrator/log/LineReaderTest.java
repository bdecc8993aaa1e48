// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final String T1 = "2026-03-01T12:00:00.000000001Z";
    private static final String T2 = "2026-03-01T12:00:00.500000000Z";
    private static final String T3 = "2026-03-01T12:00:09.000000000Z";

    private final LineReader reader = new LineReader(40);
    private final List<LineReader.Line> lines = new ArrayList<>();

    @Test
    void linesOfOneTimeAreDistinguishedByTheirOrdinal() throws Exception {
        read(T1 + " a", T1 + " b", T2 + " c");

        assertThat(lines).containsExactly(line(T1, 0, "a"), line(T1, 1, "b"), line(T2, 0, "c"));
    }

    @Test
    void whatIsReadAgainIsGivenOnce() throws Exception {
        read(T1 + " a", T2 + " b", T2 + " c");
        read(T1 + " a", T2 + " b", T2 + " c", T2 + " d", T3 + " e");

        assertThat(lines)
                .extracting(LineReader.Line::text)
                .containsExactly("a", "b", "c", "d", "e");
        assertThat(lines).noneMatch(LineReader.Line::afterGap);
        assertThat(lines.get(3).at()).isEqualTo(new LogPosition(Instant.parse(T2), 2));
    }

    @Test
    void theSameLogReadByTwoGivesTheSameLines() throws Exception {
        read(T1 + " a", T1 + " a", T2 + " b");
        LineReader other = new LineReader(40);
        List<LineReader.Line> otherLines = new ArrayList<>();
        other.read(stream(T1 + " a", T1 + " a", T2 + " b"), otherLines::add);

        assertThat(otherLines).isEqualTo(lines);
    }

    @Test
    void aLastLineThatIsNotThereAnyMoreIsAGap() throws Exception {
        read(T1 + " a", T2 + " b");
        read(T3 + " e");

        assertThat(lines.getLast())
                .isEqualTo(new LineReader.Line(new LogPosition(Instant.parse(T3), 0), "e", true));
    }

    @Test
    void itAsksForTheLogFromItsLastLine() throws Exception {
        assertThat(reader.since()).isEmpty();
        read(T1 + " a", T2 + " b");

        assertThat(reader.since()).contains(Instant.parse(T2));
    }

    @Test
    void coloursAreTakenAway() throws Exception {
        read(T1 + " \u001b[36mINFO\u001b[0m[0001] RUN npm ci   ");

        assertThat(lines.getFirst().text()).isEqualTo("INFO[0001] RUN npm ci");
    }

    @Test
    void ofAProgressBarTheLastStateIsKept() throws Exception {
        read(T1 + " 10%\r50%\r100%");

        assertThat(lines.getFirst().text()).isEqualTo("100%");
    }

    @Test
    void longLinesAreCutAndEmptyOnesKept() throws Exception {
        read(T1 + " " + "x".repeat(100), T2);

        assertThat(lines).extracting(LineReader.Line::text).containsExactly("x".repeat(40), "");
    }

    @Test
    void aLineWithoutATimeBelongsToTheOneBefore() throws Exception {
        read(T1 + " a", "rpc error: log is gone");

        assertThat(lines.get(1).at()).isEqualTo(new LogPosition(Instant.parse(T1), 1));
    }

    private void read(String... text) throws IOException, InterruptedException {
        reader.read(stream(text), lines::add);
    }

    private static ByteArrayInputStream stream(String... text) {
        return new ByteArrayInputStream(
                String.join("\n", text).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    private static LineReader.Line line(String time, int ordinal, String text) {
        return new LineReader.Line(new LogPosition(Instant.parse(time), ordinal), text, false);
    }
}
