// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static dev.hornero.dockerfile.Scans.argument;
import static dev.hornero.dockerfile.Scans.scan;
import static dev.hornero.dockerfile.Scans.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of ARG that Docker reads otherwise than they look. */
class MisreadLinesTest {
    private static List<String> asked(DockerfileScan scan) {
        return scan.required().stream().map(Argument::name).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "ARG A=1 # valid values: x86_64, aarch64 => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1\t#valid values => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 ## note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 # don't ask => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 # see B=2 => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 # A of note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 B=2 # B or note => A B => COMMENT_BEHIND_ARG 2",
                "ARG A=1 // note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 //note it => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 -- note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 --note it => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 - note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 \u2014 note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 \u2192 note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 : note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 ; note => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 /* note */ => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 <!-- note --> => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 (note it) => A => COMMENT_BEHIND_ARG 2",
                "ARG A=1 [note it] => A => COMMENT_BEHIND_ARG 2",
                "ARG X=\u201Ca b\u201D => X => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u201Ca b c\u201D Y=2 => X Y => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u201Ca\u201D => X => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u201C b\u201D => X => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u2018a b\u2019 => X => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u201Ea b\u201C => X => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u00ABa b\u00BB => X => TYPOGRAPHIC_QUOTES 2",
                "ARG Y=1 \u201CX=a b\u201D => Y => TYPOGRAPHIC_QUOTES 2",
                "ARG X=\u201Ca b\u201D # note => X => TYPOGRAPHIC_QUOTES 2, COMMENT_BEHIND_ARG 2",
                "ARG A: 1 => A: 1 => UNREFERENCEABLE_ARG 2",
                "ARG A= 1 => A 1 => UNREFERENCEABLE_ARG 2",
                "ARG A=1 my-arg => A my-arg => UNREFERENCEABLE_ARG 2",
            })
    void askForNothing(String line, String listed, String expected) {
        DockerfileScan scan = scan("FROM alpine\n" + line + "\nRUN make\n");

        assertThat(asked(scan)).isEmpty();
        assertThat(scan.arguments().stream().map(Argument::name))
                .containsExactly(listed.split(" "));
        assertThat(String.join(", ", warnings(scan))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARG A=\"1 # 2\"",
                "ARG A='1 // 2'",
                "ARG A=1\\ #\\ 2",
                "ARG A=#fff",
                "ARG A=it\u2019s",
                "ARG \\\n# note\nA=1",
                "# note\nARG A=1",
            })
    void areNotSeenWhereThereAreNone(String line) {
        DockerfileScan scan = scan("FROM alpine\n" + line + "\nRUN make\n");

        assertThat(scan.arguments().stream().map(Argument::name)).containsExactly("A");
        assertThat(scan.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "ARG A B C => A B C",
                "ARG A # note => A",
                "ARG A B=1 # C => A",
                "ARG A, B, C => C",
                "ARG A 1 => A",
            })
    void askForWhatTheirAuthorMeant(String line, String expected) {
        assertThat(asked(scan("FROM alpine\n" + line + "\nRUN make\n")))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV X=$note",
                "RUN echo $note",
                "RUN echo \"${note}\"",
                "COPY ${note} /",
                "RUN echo ${note:-1} ${note}",
            })
    void askForAWordOfACommentThatAnInstructionReads(String read) {
        DockerfileScan scan = scan("FROM alpine\nARG A=1 # take note\n" + read + "\n");

        assertThat(asked(scan)).containsExactly("note");
        assertThat(argument(scan, "note").evidence()).contains(Evidence.EXPLICIT);
        assertThat(warnings(scan)).containsExactly("COMMENT_BEHIND_ARG 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN make note",
                "RUN printenv take",
                "RUN for note in a b; do echo $note; done",
                "RUN note=1 && echo $note",
                "RUN read -r note < /x; echo $note",
                "RUN echo ${note:-1}",
                "CMD echo $note",
            })
    void askForNoWordOfACommentThatACommandOnlyHas(String read) {
        assertThat(asked(scan("FROM alpine\nARG A=1 # take note\n" + read + "\n"))).isEmpty();
    }

    @Test
    void leaveAnArgumentAsItIsThatTheirCommentNames() {
        DockerfileScan scan =
                scan("FROM alpine\nARG VERSION # VERSION to install\nRUN printenv VERSION\n");

        assertThat(asked(scan)).containsExactly("VERSION");
        assertThat(argument(scan, "VERSION").evidence()).contains(Evidence.EXPLICIT);
    }

    @Test
    void areWarnedOfBeforeTheFirstFromAndInTriggersToo() {
        DockerfileScan scan =
                scan(
                        """
                        ARG TAG=3 # or 4
                        FROM alpine:$TAG AS base
                        ONBUILD ARG A=1 # note
                        FROM base
                        RUN make
                        """);

        assertThat(asked(scan)).isEmpty();
        assertThat(warnings(scan)).containsExactly("COMMENT_BEHIND_ARG 1", "COMMENT_BEHIND_ARG 3");
    }

    @Test
    void areWarnedOfInWordsThatSayWhatToDo() {
        assertThat(scan("FROM a\nARG A=1 # or 2\n").warnings())
                .singleElement()
                .extracting(Warning::message)
                .isEqualTo(
                        "Docker takes the rest of this line, from # on, for further arguments: a #"
                                + " starts a comment only at the beginning of a line. Move the"
                                + " comment above the ARG.");
        assertThat(scan("FROM a\nARG A=\u201Cx y\u201D\n").warnings())
                .singleElement()
                .extracting(Warning::message)
                .isEqualTo(
                        "Docker does not know the quotes that start with \u201C: they become part"
                                + " of the value, which ends at the first blank. Write \" instead.");
        assertThat(scan("FROM a\nARG A: 1\n").warnings())
                .singleElement()
                .extracting(Warning::message)
                .isEqualTo(
                        "No instruction can refer to an ARG named A: or 1; names are letters,"
                                + " digits and _, and start with no digit, and a default is"
                                + " written NAME=VALUE without blanks.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARG A = 1", "ARG A =1", "ARG B=2 A = 1"})
    void sayHowADefaultIsWritten(String line) {
        assertThat(scan("FROM alpine\n" + line + "\n").error())
                .contains(
                        new ScanError(
                                2,
                                "dockerfile parse error on line 2: ARG names can not be blank;"
                                        + " write ARG A=value, without blanks around the equals"
                                        + " sign"));
    }
}
