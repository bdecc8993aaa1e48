// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerArgumentsTest {

    @Test
    void directoryPortAndRepeatedOptionsAreRead() {
        ServerArguments arguments =
                ServerArguments.parse(
                        "--data", "d", "--database", "a", "--port", "5", "--database", "b");

        assertThat(arguments.data()).isEqualTo(Path.of("d"));
        assertThat(arguments.port()).isEqualTo(5);
        assertThat(arguments.all("database")).containsExactly("a", "b");
        assertThat(arguments.option("host")).isEmpty();
    }

    @Test
    void whatIsMissingOrMisshapenIsNamed() {
        assertThatThrownBy(() -> ServerArguments.parse("--port", "5"))
                .hasMessage("--data must be given once");
        assertThatThrownBy(() -> ServerArguments.parse("--data", "d", "--port", "many"))
                .hasMessage("--port must be a number, was many");
        assertThatThrownBy(() -> ServerArguments.parse("--data", "d", "--port", "70000"))
                .hasMessage("--port must be between 0 and 65535, was 70000");
        assertThatThrownBy(() -> ServerArguments.parse("--data"))
                .hasMessage("expected --option value, found --data");
    }
}
