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
    void flagsComeWithEqualsOrWithTheNextArgument() throws Exception {
        CommandLine line =
                CommandLine.parse(
                        List.of(
                                "--dockerfile=/a b",
                                "--destination",
                                "r/x:1",
                                "--destination=r/y:1",
                                "--context",
                                "dir:///w"));

        assertThat(line.text(Flag.DOCKERFILE)).contains("/a b");
        assertThat(line.all(Flag.DESTINATION)).containsExactly("r/x:1", "r/y:1");
        assertThat(line.text(Flag.CONTEXT)).contains("dir:///w");
    }

    @Test
    void aSwitchNeverTakesTheNextArgument() throws Exception {
        CommandLine line =
                CommandLine.parse(List.of("--cache", "false", "--compressed-caching=false"));

        assertThat(line.isSet(Flag.CACHE)).isTrue();
        assertThat(line.isSet(Flag.COMPRESSED_CACHING)).isFalse();
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
                "--dockerfile     | flag needs an argument: --dockerfile",
                "--cache=maybe    | invalid argument \"maybe\" for \"--cache\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax",
            })
    void whatPflagRefusesIsRefusedInItsWords(String argument, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(FlagException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"--x, --x", "--x=1, --x", "-d=r/x, -d", "--no-push, --no-push"})
    void aFlagThatHorneroDoesNotPassIsRefusedByItsName(String argument, String name) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(FlagException.class)
                .hasMessage(
                        "unknown flag: %s (on the embedded cluster Kaniko has only the flags that Hornero passes)"
                                .formatted(name));
    }
}
