// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir private Path data;

    @Test
    void rowsSurviveARestartOnTheSameDirectory() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, "secret")) {
            postgres.createDatabase("kept");
            execute(postgres, "create table word (it text)");
            execute(postgres, "insert into word values ('horno')");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, "secret")) {
            postgres.createDatabase("kept");

            assertThat(words(postgres)).isEqualTo("horno");
        }
    }

    @Test
    void rowsSurviveAKilledServer() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(data, 0, "secret");
        killed.createDatabase("kept");
        execute(killed, "create table word (it text)");
        execute(killed, "insert into word values ('horno')");
        ProcessHandle.of(new DataDirectory(data).postmasterPid().orElseThrow())
                .orElseThrow()
                .destroyForcibly();
        await().until(() -> killed.onExit().isDone());

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, "secret")) {
            assertThat(words(postgres)).isEqualTo("horno");
        }
    }

    @Test
    void aServerLeftRunningInTheDirectoryIsEnded() throws Exception {
        EmbeddedPostgres left = EmbeddedPostgres.start(data, 0, "secret");
        left.createDatabase("kept");
        execute(left, "create table word (it text)");
        execute(left, "insert into word values ('horno')");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, "secret")) {
            await().until(() -> left.onExit().isDone());
            assertThat(words(postgres)).isEqualTo("horno");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0, "secret")) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                            postgres.jdbcUrl("postgres"),
                                            EmbeddedPostgres.USER,
                                            "guess")
                                    .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String words(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select it from word")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("kept"), EmbeddedPostgres.USER, postgres.password());
    }
}
