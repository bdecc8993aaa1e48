// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.dockerfile.line.InvalidDockerfileException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileParserTest {
    @Test
    void readsAStageWithItsPosition() throws InvalidDockerfileException {
        Dockerfile file =
                parse(
                        "ARG A=1\n# build makes it\nfrom --platform=$P alpine \\\n as Build\nRUN x\n");

        assertThat(file.globals()).hasSize(1);
        assertThat(file.stages().getFirst().from())
                .isEqualTo(
                        new Instruction.From(
                                new Position(3, 4),
                                "alpine",
                                Optional.of("build"),
                                "$P",
                                Optional.of("makes it")));
        assertThat(file.stages().getFirst().instructions()).hasSize(1);
    }

    @Test
    void readsArgumentsWithDefaultsAndDescriptions() throws InvalidDockerfileException {
        Instruction arg = only("# A the first\n# B\n# C  third\nARG A B= C=\"x y\" D=a=b\n");

        assertThat(((Instruction.Arg) arg).definitions())
                .containsExactly(
                        definition("A", null, "the first"),
                        definition("B", "", null),
                        definition("C", "\"x y\"", " third"),
                        definition("D", "a=b", null));
    }

    private static Instruction.Arg.Definition definition(
            String name, String value, String description) {
        return new Instruction.Arg.Definition(
                name, Optional.ofNullable(value), Optional.ofNullable(description), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "ENV a b c => a=b c",
                "ENV a  b => a=b",
                "ENV a=b c=d => a=b,c=d",
                "ENV a=\"x y\" b=z\\ z => a=\"x y\",b=z\\ z",
                "ENV a= => a=",
                "LABEL a b=c => a=b=c",
            })
    void readsBothFormsOfPairs(String line, String pairs) throws InvalidDockerfileException {
        Instruction instruction = only(line + "\n");
        List<Instruction.Pair> read =
                instruction instanceof Instruction.Env env
                        ? env.pairs()
                        : ((Instruction.Label) instruction).pairs();

        assertThat(read.stream().map(pair -> pair.key() + "=" + pair.value()))
                .containsExactly(pairs.split(","));
    }

    @Test
    void readsACopyWithItsFlags() throws InvalidDockerfileException {
        Instruction copy =
                only("COPY --from=b --chown='$U:x' --link --exclude=a --exclude=b s t /d/\n");

        assertThat(copy)
                .isEqualTo(
                        new Instruction.Copy(
                                new Position(2, 2),
                                "b",
                                "$U:x",
                                "",
                                new Instruction.Paths(List.of("s", "t"), List.of(), "/d/")));
    }

    @Test
    void readsACopyInJson() throws InvalidDockerfileException {
        Instruction.Copy copy = (Instruction.Copy) only("COPY [\"a b\", \"c\\u0041\", \"/d\"]\n");

        assertThat(copy.paths().sources()).containsExactly("a b", "cA");
    }

    @Test
    void readsHeredocsAsContent() throws InvalidDockerfileException {
        Instruction.Copy copy =
                (Instruction.Copy) only("COPY a <<X <<-'Y' /d/\n$x\nX\n\t$y\n\tY\n");

        assertThat(copy.position()).isEqualTo(new Position(2, 6));
        assertThat(copy.paths().sources()).containsExactly("a");
        assertThat(copy.paths().contents())
                .containsExactly(
                        new Instruction.Content("$x\n", true),
                        new Instruction.Content("$y\n", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN echo $X\n",
                "RUN [\"echo\", \"$X\"]\n",
                "RUN <<EOF\necho $X\nEOF\n",
                "RUN --network=none --security=sandbox --device=a/b=c echo $X\n",
                "RUN [ -n $X ]\n",
            })
    void readsWhatARunHandsToTheShell(String lines) throws InvalidDockerfileException {
        assertThat(((Instruction.Run) only(lines)).text()).contains("$X");
    }

    @Test
    void keepsFlagsOutOfWhatTheShellSees() throws InvalidDockerfileException {
        Instruction.Run run =
                (Instruction.Run)
                        only(
                                "RUN --mount=type=secret,id=a,env=TOKEN --mount=\"from=b,dst=/x\" x\n");

        assertThat(run.text()).isEqualTo("x");
        assertThat(run.mounts()).extracting(MountFlag::from).containsExactly("", "b");
    }

    @Test
    void readsATriggerAsText() throws InvalidDockerfileException {
        Instruction.OnBuild onBuild = (Instruction.OnBuild) only("onbuild  RUN <<E\nx\nE\n");

        assertThat(onBuild.trigger()).isEqualTo("RUN <<E\nx\nE");
        assertThat(
                        DockerfileParser.parseTrigger(
                                onBuild.trigger(), onBuild.position(), new Position(9, 9)))
                .isEqualTo(new Instruction.Run(new Position(2, 4), List.of(), "<<E\nx\n"));
    }

    @Test
    void tellsErrorsOfATriggerAtTheStageThatPullsIt() {
        assertThatThrownBy(() ->
                        DockerfileParser.parseTrigger(
                                "RUNN x", new Position(2, 2), new Position(9, 9)))
                .hasMessage("unknown instruction: RUNN (did you mean RUN?)")
                .extracting("line")
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiterString = " => ",
            value = {
                "RUNN x => unknown instruction: RUNN (did you mean RUN?)",
                "&& x => unknown instruction: &&",
                "FROM => FROM requires either one or three arguments",
                "FROM a # b => FROM requires either one or three arguments",
                "FROM a in b => FROM requires either one or three arguments",
                "FROM a AS 1b => invalid name for build stage: \"1b\", name can't start with a number or contain symbols",
                "FROM --plattform=x a => unknown flag: --plattform (did you mean platform?)",
                "ENV => ENV requires at least one argument",
                "ENV =x => ENV names can not be blank",
                "LABEL => LABEL requires at least one argument",
                "ARG => ARG requires at least one argument",
                "ARG =1 => ARG names can not be blank",
                "COPY a => COPY requires at least two arguments, but only one was provided. Destination could not be determined",
                "ADD => ADD requires at least two arguments, but only one was provided. Destination could not be determined",
                "ADD --from=a b c => unknown flag: --from",
                "COPY --chown a b => missing a value on flag: --chown",
                "COPY --link= a b => missing a value on flag: --link",
                "COPY --link=maybe a b => expecting boolean value for flag --link, not: maybe",
                "COPY --chown=a --chown=b c d => duplicate flag specified: --chown",
                "RUN --mount=from=$X x => 'from' doesn't support variable expansion, define alias stage instead",
                "RUN --network=lan x => invalid network mode \"lan\"",
                "RUN --security=none x => security \"none\" is not valid",
                "RUN --device=a,b x => invalid field 'b' must be a key=value pair",
                "WORKDIR => WORKDIR requires exactly one argument",
                "USER => USER requires exactly one argument",
                "STOPSIGNAL => STOPSIGNAL requires exactly one argument",
                "MAINTAINER => MAINTAINER requires exactly one argument",
                "EXPOSE => EXPOSE requires at least one argument",
                "VOLUME => VOLUME requires at least one argument",
                "VOLUME [\"\"] => VOLUME specified can not be an empty string",
                "SHELL => SHELL requires at least one argument",
                "SHELL sh -c => SHELL requires the arguments to be in JSON form",
                "CMD --x y => unknown flag: --x",
                "ONBUILD => ONBUILD requires at least one argument",
                "ONBUILD ONBUILD RUN x => Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
                "ONBUILD from x => FROM isn't allowed as an ONBUILD trigger",
                "HEALTHCHECK => HEALTHCHECK requires at least one argument",
                "HEALTHCHECK NONE x => HEALTHCHECK NONE takes no arguments",
                "HEALTHCHECK CMD => Missing command after HEALTHCHECK CMD",
                "HEALTHCHECK curl x => Unknown type \"CURL\" in HEALTHCHECK (try CMD)",
                "HEALTHCHECK --interval=1 CMD x => time: missing unit in duration \"1\"",
                "HEALTHCHECK --interval=1us CMD x => Interval \"interval\" cannot be less than 1ms",
                "HEALTHCHECK --retries=a CMD x => strconv.ParseInt: parsing \"a\": invalid syntax",
                "HEALTHCHECK --retries=-1 CMD x => --retries cannot be negative (-1)",
            })
    void refusesInTheWordsOfBuildKit(String line, String reason) {
        assertThatThrownBy(() -> parse("FROM a\n" + line + "\n"))
                .hasMessage("dockerfile parse error on line 2: " + reason)
                .extracting("line")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "ENV a => ENV must have two arguments",
                "LABEL a => LABEL must have two arguments",
                "ENV a=b c => Syntax error - can't find = in \"c\". Must be of the form: name=value",
                "RUN [\"a\", 1] => when using JSON array syntax, arrays must be comprised of strings only",
                "CMD [[\"a\"]] => when using JSON array syntax, arrays must be comprised of strings only",
                "RUN <<EOF => unterminated heredoc",
            })
    void refusesTheFormOfALaterLineFirst(String line, String reason) {
        assertThatThrownBy(() -> parse("FROM a b\n" + line + "\n"))
                .hasMessage(reason)
                .extracting("line")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN",
                "CMD",
                "ENTRYPOINT []",
                "RUN [\"a\", ]",
                "RUN ['a']",
                "RUN [\"a\"] # b",
                "RUN [ -f x ] && y",
                "ARG --x=1 A",
                "STOPSIGNAL --x 9",
                "COPY -- --a b",
                "HEALTHCHECK --interval=1m30s --timeout=0 CMD x",
                "HEALTHCHECK --x NONE",
                "ONBUILD RUNN x",
                "MAINTAINER a b",
            })
    void takesWhatBuildKitTakes(String line) throws InvalidDockerfileException {
        assertThat(parse("FROM a\n" + line + "\n").stages()).hasSize(1);
    }

    @Test
    void refusesAHeredocAsDestination() {
        assertThatThrownBy(() -> parse("FROM a\nCOPY b <<EOF\nEOF\n"))
                .hasMessageContaining("COPY cannot accept a heredoc as a destination");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "~~ => 1 the Dockerfile cannot be empty",
                "\\n\\n# x\\n => 3 file with no instructions",
                "ARG A\\n => 1 dockerfile contains no stages to build",
                "ARG A\\nRUN x\\nFROM a\\n => 2 no build stage in current context",
            })
    void refusesAFileWithoutAStage(String file, String expected) {
        assertThatThrownBy(() -> parse(file.replace("\\n", "\n")))
                .hasMessage(expected.substring(2))
                .extracting("line")
                .isEqualTo(Integer.parseInt(expected.substring(0, 1)));
    }

    @Test
    void doesNotRecurseIntoTriggers() {
        assertThatThrownBy(
                        () -> parse("FROM a\n" + ("ONBUILD ".repeat(1_000) + "\\\n").repeat(100)))
                .hasMessageContaining("Chaining ONBUILD");
    }

    private static Dockerfile parse(String text) throws InvalidDockerfileException {
        return DockerfileParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Instruction only(String lines) throws InvalidDockerfileException {
        return parse("FROM a\n" + lines).stages().getFirst().instructions().getFirst();
    }
}
