// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.embedded.kubernetes.kubelet.executor.BuildahDialect.Translation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildahDialectTest {

    private static final String OLD = "buildah version 1.28.2 (image-spec 1.1.0-rc2)";
    private static final String NEW = "buildah version 1.33.7 (image-spec 1.1.0)";

    @ParameterizedTest
    @ValueSource(strings = {"prod", "PROD", "Prod", "1"})
    void aTargetIsMatchedWithoutCaseAndByItsNumber(String target) throws Exception {
        assertThat(translate(text("09-target-case"), target).target()).contains("Prod");
    }

    @Test
    void aTargetThatIsNotThereIsRefusedInKanikosWords() {
        assertThatThrownBy(() -> translate(text("09-target-case"), "test"))
                .isInstanceOf(BuildException.class)
                .hasMessage("error building image: \"test\" is not a valid target build stage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"06-embedded-heredoc", "06-embedded-heredoc-crlf"})
    void heredocsAreRefusedBeforeTheBuildWhereBuildahDoesNotKnowThem(String folder)
            throws Exception {
        int line = folder.endsWith("crlf") ? 4 : 5;
        assertThatThrownBy(() -> translate(text(folder)))
                .isInstanceOf(BuildException.class)
                .hasMessage(
                        "error building image: this machine's builder cannot build the Dockerfile: line "
                                + line
                                + " has a heredoc, for which buildah 1.33 or newer is needed, and"
                                + " here it is 1.28.2");
        assertThat(
                        BuildahDialect.translate(
                                text(folder), NEW, Optional.empty(), Map.of(), _ -> Map.of()))
                .isEqualTo(new Translation(Optional.empty(), Optional.empty(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN echo $((1<<2)) '<<EOF' \"<<EOF\"",
                "RUN [\"cat\", \"<<EOF\"]",
                "RUN cat <<< word",
                "RUN echo a \\\n# cat <<EOF\n  b",
                "# RUN cat <<EOF",
                "LABEL a=<<EOF"
            })
    void whatOnlyLooksLikeAHeredocIsNone(String line) throws Exception {
        assertThat(translate("FROM scratch\n" + line + "\n").dockerfile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cat <<-\"EOF\" >x\n\ta\n\tEOF",
                "COPY --chmod=644 <<a <<b /\na\nb",
                "ONBUILD RUN <<EOF\ntrue\nEOF",
                "RUN true && \\\r\n  cat 0<<EOF\r\nEOF\r"
            })
    void aHeredocIsOneHoweverItIsWritten(String line) {
        assertThatThrownBy(() -> translate("FROM scratch\n" + line + "\n"))
                .hasMessageContaining("line 2 has a heredoc");
    }

    @Test
    void linesGoOnAtTheCharacterThatTheDockerfileChose() {
        assertThatThrownBy(
                        () -> translate("# escape=`\nFROM x\nRUN cat C:\\\nRUN a `\n b <<E\nE\n"))
                .hasMessageContaining("line 4 has a heredoc");
    }

    @Test
    void anArgWinsOverAnEnvBeforeItAndTheImageKeepsTheEnv() throws Exception {
        Translation translation =
                BuildahDialect.translate(
                        text("07-embedded-env-then-arg"),
                        OLD,
                        Optional.empty(),
                        Map.of("HELLO", "WORLD"),
                        _ -> Map.of());

        assertThat(translation.arguments()).containsOnly(Map.entry("HORNERO_VALUE_HELLO", "WORLD"));
        assertThat(translation.dockerfile())
                .contains(
                        """
                        FROM scratch AS up
                        COPY busybox /bin/busybox
                        ENV HELLO=UP
                        FROM up AS mine
                        SHELL ["/bin/busybox","sh","-c"]
                        ARG HELLO
                        ARG HORNERO_VALUE_HELLO
                        ENV HELLO=${HORNERO_VALUE_HELLO}
                        RUN echo "got=$HELLO"; test "$HELLO" = WORLD
                        ENV HELLO=UP
                        """);
    }

    @Test
    void anArgWinsOverAnEnvOfItsBaseImageAndTheImageKeepsTheEnv() throws Exception {
        Translation translation =
                BuildahDialect.translate(
                        """
                        ARG BASE=node TAG=20
                        FROM ${BASE}:$TAG
                        ARG NODE_VERSION
                        ARG OTHER=1
                        RUN node
                        """,
                        OLD,
                        Optional.empty(),
                        Map.of("NODE_VERSION", "18", "TAG", "22"),
                        image ->
                                image.equals("node:22")
                                        ? Map.of("NODE_VERSION", "a \"b\" $c \\d", "PATH", "/bin")
                                        : Map.of());

        assertThat(translation.arguments())
                .containsOnly(Map.entry("HORNERO_VALUE_NODE_VERSION", "18"));
        assertThat(translation.dockerfile())
                .contains(
                        """
                        ARG BASE=node TAG=20
                        FROM ${BASE}:$TAG
                        ARG NODE_VERSION
                        ARG HORNERO_VALUE_NODE_VERSION
                        ENV NODE_VERSION=${HORNERO_VALUE_NODE_VERSION}
                        ARG OTHER=1
                        RUN node
                        ENV NODE_VERSION="a \\"b\\" \\$c \\\\d"
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "FROM scratch|ARG A=1, ''",
        "FROM $NONE|ARG A=1, ''",
        "FROM x|ARG A, ''",
        "FROM x|ARG A=1, x",
        "FROM x AS y|RUN true|FROM y|ARG A=1, x",
        "FROM x AS y|ARG A=1|FROM z, ''",
        "FROM x AS y|RUN true|FROM z|ARG A=1|COPY --from=y / /, z"
    })
    void aBaseImageIsReadOnlyWhereAnArgCouldMeetItsEnv(String lines, String read) throws Exception {
        String dockerfile = lines.replace('|', '\n') + "\n";
        var asked = new ArrayList<String>();

        BuildahDialect.translate(
                dockerfile,
                OLD,
                Optional.empty(),
                Map.of(),
                image -> {
                    asked.add(image);
                    return Map.of();
                });

        assertThat(String.join(" ", asked)).isEqualTo(read);
    }

    @Test
    void anArgWithoutAnyValueLeavesTheEnvAlone() throws Exception {
        assertThat(translate(text("07-embedded-env-then-arg")).dockerfile()).isEmpty();
    }

    @Test
    void theDefaultOfAnArgWinsTooUntilTheNextEnv() throws Exception {
        assertThat(
                        translate("FROM scratch\nENV A=1 B='2'\nARG A=x\nARG B=y\nENV A=3\n")
                                .dockerfile())
                .contains(
                        """
                        FROM scratch
                        ENV A=1 B='2'
                        ARG A=x
                        ENV A=x
                        ARG B=y
                        ENV B=y
                        ENV A=3
                        ENV B='2'
                        """);
    }

    @Test
    void anArgTakesTheDefaultOfItsParentStage() throws Exception {
        assertThat(translate("FROM scratch AS up\nARG V=1\nFROM UP\nARG V\n").dockerfile())
                .contains("FROM scratch AS up\nARG V=1\nFROM UP\nARG V\nARG V=1\n");
    }

    @Test
    void whatCannotBeSaidOtherwiseIsRefused() {
        assertThatThrownBy(() -> translate("FROM scratch\nENV A=$X\nARG A=1\n"))
                .hasMessage(
                        "error building image: this machine's builder cannot build the Dockerfile:"
                                + " line 3 gives the ARG A a value after an ENV of that name, and"
                                + " buildah, 1.28.2 here, keeps the ENV's in every version");
        assertThatThrownBy(() -> translate("FROM a AS b\nARG V=$X\nFROM b\nARG V\n"))
                .hasMessageContaining("line 4 takes the default of the ARG V of a stage before");
    }

    @Test
    void stagesThatAreNotBuiltDoNotMatter() throws Exception {
        String dockerfile = "FROM a AS x\nENV A=$X\nARG A=1\nFROM b AS y\nFROM x\n";
        assertThat(translate(dockerfile, "y").dockerfile()).isEmpty();
    }

    private static Translation translate(String text) throws Exception {
        return BuildahDialect.translate(text, OLD, Optional.empty(), Map.of(), _ -> Map.of());
    }

    private static Translation translate(String text, String target) throws Exception {
        return BuildahDialect.translate(text, OLD, Optional.of(target), Map.of(), _ -> Map.of());
    }

    private static String text(String folder) throws Exception {
        return Files.readString(Path.of("src/test/resources/cases", folder, "Dockerfile"));
    }
}
