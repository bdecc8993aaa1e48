// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpOptionsTest {

    private static final Path USER_HOME = Path.of("/home/ana");

    @Test
    void withoutOptionsTheSampleIsBuiltAndEverythingGoesOn() {
        assertThat(parse())
                .isEqualTo(
                        new UpOptions(
                                false,
                                true,
                                Path.of("/home/ana/.hornero"),
                                8080,
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(
                        parse(
                                "--once",
                                "--home",
                                "/tmp/h",
                                "--port-base=9000",
                                "--kubeconfig",
                                "/tmp/k",
                                "--advertise-host",
                                "10.0.0.5",
                                "--trust-dockerfiles"))
                .isEqualTo(
                        new UpOptions(
                                true,
                                true,
                                Path.of("/tmp/h"),
                                9000,
                                Optional.of(Path.of("/tmp/k")),
                                Optional.of("10.0.0.5"),
                                true));
    }

    @Test
    void aRelativeHomeIsTakenFromTheWorkingDirectory() {
        assertThat(parse("--home", "h/../there").home())
                .isEqualTo(Path.of("there").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --twice                 | Unknown option --twice; see ./hornero up --help
                    up                      | Unknown option up; see ./hornero up --help
                    --home                  | --home needs a value; see ./hornero up --help
                    --home --once           | --home needs a value; see ./hornero up --help
                    --port-base many        | --port-base must be a number, was many
                    --port-base 80          | --port-base must be between 1024 and 65527, was 80
                    --port-base 65528       | --port-base must be between 1024 and 65527, was 65528
                    --advertise-host h      | --advertise-host goes only with --kubeconfig
                    --once --no-sample      | --once ends when the sample is built, so it does not go with --no-sample
                    """)
    void whatIsWrongIsSaidInOneLine(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.strip().split(" ")))
                .isInstanceOf(QuickstartException.class)
                .hasMessage(message);
    }

    private static UpOptions parse(String... arguments) {
        return UpOptions.parse(List.of(arguments), USER_HOME);
    }
}
