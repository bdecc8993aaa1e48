// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.embedded.process.StartedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessIT {

    @TempDir private Path directory;

    private final int port = LoopbackPorts.free();

    @Test
    void rowsSurviveAKillOfTheProcessAndNoPostgresIsLeft() throws Exception {
        try (StartedProcess killed = start("first.log").awaitReady()) {
            execute("create table word (it text)");
            execute("insert into word values ('horno')");
            killed.kill();
        }

        try (StartedProcess recovered = start("second.log").awaitReady()) {
            assertThat(words()).isEqualTo("horno");
            recovered.terminate();
        }
        await().atMost(Duration.ofSeconds(10)).until(this::nothingListens);
        assertThat(data().resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void theProcessEndsWithItsServerSoThatASupervisorSeesIt() throws Exception {
        try (StartedProcess process = start("first.log").awaitReady()) {
            execute("create table word (it text)");
            execute("insert into word values ('horno')");
            ProcessHandle.of(new DataDirectory(data()).postmasterPid().orElseThrow())
                    .orElseThrow()
                    .destroyForcibly();

            assertThat(process.process().waitFor(30, SECONDS)).isTrue();
            assertThat(process.process().exitValue()).isEqualTo(1);
        }

        try (StartedProcess recovered = start("second.log").awaitReady()) {
            assertThat(words()).isEqualTo("horno");
            recovered.terminate();
        }
    }

    @Test
    void withoutAPasswordItDoesNotStart() throws Exception {
        try (StartedProcess refused =
                StartedProcess.start(
                        PostgresProcess.class,
                        directory.resolve("refused.log"),
                        Map.of(),
                        "--data",
                        data().toString(),
                        "--port",
                        Integer.toString(port))) {
            assertThat(refused.process().waitFor(30, SECONDS)).isTrue();

            assertThat(refused.process().exitValue()).isEqualTo(1);
            assertThat(Files.readString(refused.output()))
                    .contains("PostgreSQL cannot start: POSTGRES_PASSWORD is not set");
        }
    }

    private StartedProcess start(String log) throws Exception {
        return StartedProcess.start(
                PostgresProcess.class,
                directory.resolve(log),
                Map.of(PostgresProcess.PASSWORD, "secret"),
                "--data",
                data().toString(),
                "--port",
                Integer.toString(port),
                "--database",
                "kept");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private boolean nothingListens() {
        try (Connection connection = connect()) {
            return !connection.isValid(1);
        } catch (SQLException e) {
            return e.getMessage().contains("refused");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String words() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select it from word")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/kept".formatted(port),
                EmbeddedPostgres.USER,
                "secret");
    }
}
