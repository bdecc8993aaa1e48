// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void flagsComeWithEqualsOrWithTheNextArgumentOrAsALetter() throws Exception {
        CommandLine line =
                CommandLine.parse(
                        List.of(
                                "--dockerfile=/a b",
                                "--destination",
                                "r/x:1",
                                "-d=r/y:1",
                                "-dr/z:1",
                                "-c",
                                "dir:///w"));

        assertThat(line.text(Flag.DOCKERFILE)).contains("/a b");
        assertThat(line.all(Flag.DESTINATION)).containsExactly("r/x:1", "r/y:1", "r/z:1");
        assertThat(line.text(Flag.CONTEXT)).contains("dir:///w");
    }

    @Test
    void aSwitchNeverTakesTheNextArgument() throws Exception {
        CommandLine line = CommandLine.parse(List.of("--cache", "false", "--no-push=false"));

        assertThat(line.isSet(Flag.CACHE)).isTrue();
        assertThat(line.isSet(Flag.NO_PUSH)).isFalse();
    }

    @Test
    void aValueIsNotLookedInto() throws Exception {
        CommandLine line = CommandLine.parse(List.of("--build-arg", "A=--x,b=c\n'\"${HOME}"));

        assertThat(line.all(Flag.BUILD_ARG)).containsExactly("A=--x,b=c\n'\"${HOME}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--x              | unknown flag: --x",
                "--x=1            | unknown flag: --x",
                "-q               | unknown shorthand flag: 'q' in -q",
                "--dockerfile     | flag needs an argument: --dockerfile",
                "--cache=maybe    | invalid argument \"maybe\" for \"--cache\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax",
            })
    void whatPflagRefusesIsRefusedInItsWords(String argument, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(FlagException.class)
                .hasMessage(message);
    }
}
