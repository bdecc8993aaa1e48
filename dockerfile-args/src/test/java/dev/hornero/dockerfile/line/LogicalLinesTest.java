// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.dockerfile.expansion.HeredocName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogicalLinesTest {
    @Test
    void joinsContinuationsWithNothingBetween() throws InvalidDockerfileException {
        assertThat(texts("RUN a \\\n  && b\nUSER c\n")).containsExactly("RUN a   && b", "USER c");
    }

    @Test
    void dropsCommentsAndBlankLinesInsideAContinuation() throws InvalidDockerfileException {
        LogicalLine line = lines("RUN a \\\n# no \\\n\n  # nor this\n b\n").getFirst();

        assertThat(line.text()).isEqualTo("RUN a  b");
        assertThat(line.first()).isEqualTo(1);
        assertThat(line.last()).isEqualTo(5);
        assertThat(line.hasEmptyContinuation()).isTrue();
    }

    @Test
    void continuesAfterBlanksBehindTheEscape() throws InvalidDockerfileException {
        assertThat(texts("RUN a \\ \t\nb\n")).containsExactly("RUN a b");
    }

    @Test
    void doesNotContinueAfterAnEscapedEscape() throws InvalidDockerfileException {
        assertThat(texts("RUN a \\\\\nRUN b\n")).containsExactly("RUN a \\\\", "RUN b");
    }

    @Test
    void endsAContinuationWithTheFile() throws InvalidDockerfileException {
        assertThat(texts("RUN a \\")).containsExactly("RUN a ");
    }

    @Test
    void startsWithAnEscapeAlone() throws InvalidDockerfileException {
        assertThat(texts("\\\nRUN a\n")).containsExactly("RUN a");
    }

    @Test
    void trimsTheByteOrderMarkAndCarriageReturns() throws InvalidDockerfileException {
        assertThat(texts("\uFEFFFROM a\r\nRUN b \\\r\n c\r\n"))
                .containsExactly("FROM a", "RUN b  c");
    }

    @Test
    void keepsTheCommentsAboveAnInstruction() throws InvalidDockerfileException {
        List<LogicalLine> lines = lines("# one\n\n#two  \nFROM a\n# gone\n#\n  # kept\nRUN b\n");

        assertThat(lines.get(0).comments()).containsExactly("one", "two");
        assertThat(lines.get(1).comments()).containsExactly("# kept");
    }

    @Test
    void takesTheEscapeOfTheDirective() throws InvalidDockerfileException {
        LogicalLines lines = reader("# syntax=x\n  # Escape = `\nRUN a `\n b \\\n");

        assertThat(lines.next().orElseThrow().text()).isEqualTo("RUN a  b \\");
        assertThat(lines.escape()).isEqualTo('`');
    }

    @ParameterizedTest
    @ValueSource(strings = {"# hi\n", "\n", "FROM a\n", "# unknown=x\n", "#!/bin/x\n"})
    void seesNoDirectiveBehindAnythingElse(String first) throws InvalidDockerfileException {
        LogicalLines lines = reader(first + "# escape=`\nRUN a\n");
        while (lines.next().isPresent()) {
            assertThat(lines.escape()).isEqualTo('\\');
        }
    }

    @Test
    void refusesAnotherEscape() {
        assertThatThrownBy(() -> texts("# escape=x\nFROM a\n"))
                .hasMessage("invalid escape token 'x' does not match ` or \\")
                .extracting("line")
                .isEqualTo(1);
    }

    @Test
    void refusesADirectiveTwice() {
        assertThatThrownBy(() -> texts("# syntax=a\n# SYNTAX=b\nFROM a\n"))
                .hasMessage("only one syntax parser directive can be used")
                .extracting("line")
                .isEqualTo(2);
    }

    @Test
    void readsABlankAsTheValueOfADirective() {
        assertThatThrownBy(() -> texts("# escape=  \nFROM a\n"))
                .hasMessageStartingWith("invalid escape token ' '");
    }

    @Test
    void readsTheBodyOfAHeredoc() throws InvalidDockerfileException {
        LogicalLines lines = reader("RUN <<EOF\n# no comment \\\n\tx\r\n EOF\nEOF\nUSER a\n");
        lines.next();

        Heredoc heredoc = lines.heredoc(new HeredocName("EOF", true, false), 1);

        assertThat(heredoc.body()).isEqualTo("# no comment \\\n\tx\r\n EOF\n");
        assertThat(lines.number()).isEqualTo(5);
        assertThat(lines.next().orElseThrow().text()).isEqualTo("USER a");
    }

    @Test
    void stripsTabsWhereTheHeredocAsksForIt() throws InvalidDockerfileException {
        LogicalLines lines = reader("RUN <<-EOF\n\t\ta\tb\n  \tc\n\tEOF\n");
        lines.next();

        Heredoc heredoc = lines.heredoc(new HeredocName("EOF", true, true), 1);

        assertThat(heredoc.strippedBody()).isEqualTo("a\tb\n  \tc\n");
    }

    @Test
    void refusesAHeredocThatDoesNotEnd() throws InvalidDockerfileException {
        LogicalLines lines = reader("FROM a\nRUN <<EOF\nx\n");
        lines.next();
        lines.next();

        assertThatThrownBy(() -> lines.heredoc(new HeredocName("EOF", true, false), 2))
                .hasMessage("unterminated heredoc")
                .extracting("line")
                .isEqualTo(2);
    }

    @Test
    void takesALineOf65535Bytes() throws InvalidDockerfileException {
        LogicalLines lines = reader("FROM a\nRUN " + "x".repeat(65_531) + "\nUSER a\n");

        assertThat(read(lines)).hasSize(3);
        lines.requireAllRead();
    }

    @Test
    void stopsAtALongerLine() throws InvalidDockerfileException {
        LogicalLines lines = reader("FROM a\nRUN " + "x".repeat(65_532) + "\nUSER a\n");

        assertThat(read(lines)).hasSize(1);
        assertThatThrownBy(lines::requireAllRead)
                .hasMessage("dockerfile line greater than max allowed size of 65535")
                .extracting("line")
                .isEqualTo(1);
    }

    @Test
    void countsTheBytesOfALineAndNotItsCharacters() throws InvalidDockerfileException {
        LogicalLines lines = reader("RUN " + "ü".repeat(32_766));

        assertThat(read(lines)).isEmpty();
    }

    private static LogicalLines reader(String text) {
        return new LogicalLines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<LogicalLine> lines(String text) throws InvalidDockerfileException {
        return read(reader(text));
    }

    private static List<LogicalLine> read(LogicalLines reader) throws InvalidDockerfileException {
        List<LogicalLine> lines = new ArrayList<>();
        for (Optional<LogicalLine> next = reader.next(); next.isPresent(); next = reader.next()) {
            lines.add(next.get());
        }
        return lines;
    }

    private static List<String> texts(String text) throws InvalidDockerfileException {
        return lines(text).stream().map(LogicalLine::text).toList();
    }
}
