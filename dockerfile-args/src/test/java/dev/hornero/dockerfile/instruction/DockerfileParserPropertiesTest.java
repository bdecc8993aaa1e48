// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.dockerfile.Dockerfiles;
import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.HeredocName;
import dev.hornero.dockerfile.line.Heredoc;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.line.LogicalLine;
import dev.hornero.dockerfile.line.LogicalLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DockerfileParserPropertiesTest {
    /** Continuations joined, comments inside them gone, every instruction on a line of its own. */
    @Property
    void whatWasParsedIsParsedTheSameWhenPrinted(@ForAll("blocks") List<String> blocks)
            throws InvalidDockerfileException, ExpansionException {
        String printed = print(String.join("", blocks));

        assertThat(print(printed)).isEqualTo(printed);
        assertThat(withoutPositions(printed)).isEqualTo(withoutPositions(String.join("", blocks)));
    }

    @Provide
    Arbitrary<List<String>> blocks() {
        return Dockerfiles.blocks();
    }

    private static String print(String file) throws InvalidDockerfileException, ExpansionException {
        LogicalLines lines = new LogicalLines(bytes(file));
        StringBuilder printed = new StringBuilder();
        for (Optional<LogicalLine> next = lines.next(); next.isPresent(); next = lines.next()) {
            LogicalLine line = next.get();
            line.comments().forEach(comment -> printed.append("# ").append(comment).append('\n'));
            printed.append(line.text()).append('\n');
            if (new StatementParser(lines.escape()).parse(line).canHaveHeredocs()) {
                for (HeredocName name : HeredocName.in(line.text())) {
                    Heredoc heredoc = lines.heredoc(name, line.first());
                    printed.append(heredoc.body()).append(name.name()).append('\n');
                }
            }
        }
        return printed.toString();
    }

    private static String withoutPositions(String file) throws InvalidDockerfileException {
        Dockerfile parsed = DockerfileParser.parse(bytes(file));
        return (parsed.globals() + " " + parsed.stages()).replaceAll("Position\\[.*?]", "");
    }

    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }
}
