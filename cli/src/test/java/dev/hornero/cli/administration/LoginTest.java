// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.FakeHornero;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private final FakeHornero server =
            new FakeHornero().on("GET /api/v1/environments", "{\"items\":[]}");

    @TempDir private Path home;

    @AfterEach
    void stop() {
        server.close();
    }

    private Path kept() {
        return home.resolve(".config/hornero/login.json");
    }

    private Result login(String key) {
        return CommandLineRun.alone()
                .home(home)
                .in(key + "\n")
                .hornero("login", "--url", server.url().toString(), "--key", "-");
    }

    @Test
    void keepsAddressAndKeyWhereOnlyTheOwnerCanRead() throws IOException {
        Result result = login(FakeHornero.KEY);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Logged in").doesNotContain(FakeHornero.KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rw-------");
    }

    @Test
    void laterCallsNeedNeitherAddressNorKey() {
        login(FakeHornero.KEY);

        Result result = CommandLineRun.alone().home(home).hornero("env", "list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("ENVIRONMENT");
    }

    @Test
    void aKeyThatIsNotKnownIsNotKept() {
        Result result = login("wrong");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(kept()).doesNotExist();
    }

    @Test
    void theKeptKeyGoesToNoOtherAddress() {
        login(FakeHornero.KEY);
        try (FakeHornero other = new FakeHornero()) {
            CommandLineRun.alone()
                    .home(home)
                    .hornero("env", "list", "--url", other.url().toString());

            assertThat(other.calls("GET", "/"))
                    .isNotEmpty()
                    .noneMatch(call -> call.headers().containsKey("Authorization"));
        }
    }

    @Test
    void nobodyToAskIsWrongUsage() {
        Result result =
                CommandLineRun.alone()
                        .home(home)
                        .hornero("login", "--url", server.url().toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("No API key");
    }
}
