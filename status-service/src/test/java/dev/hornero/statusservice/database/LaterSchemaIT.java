// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release is rolled back after a later one has migrated the database. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class LaterSchemaIT {
    private static final String READ_MODEL = "status_read_";

    @Inject DataSource connections;
    @Inject Migrations migrations;

    @Inject
    @FlywayDataSource(ReadModels.PATIENT)
    Flyway flyway;

    @Test
    void aMigrationOfALaterReleaseIsNoReasonNotToStart() throws SQLException {
        await().atMost(Duration.ofSeconds(30)).until(migrations::done);
        List<String> schemas = schemas();
        assertThat(schemas).anyMatch(schema -> schema.startsWith(READ_MODEL)).contains("status");

        for (String schema : schemas) {
            change(
                    """
                    insert into %s.flyway_schema_history (installed_rank, version, description,
                        type, script, checksum, installed_by, execution_time, success)
                    values (9999, '9999', 'of a later release', 'SQL', '9999__later.sql', 1,
                        'later', 1, true)
                    """
                            .formatted(schema));
        }

        assertThatCode(flyway::migrate).doesNotThrowAnyException();
        for (String schema : schemas) {
            if (schema.startsWith(READ_MODEL)) {
                int number = Integer.parseInt(schema.substring(READ_MODEL.length()));
                assertThatCode(() -> migrations.makeReadModel(number)).doesNotThrowAnyException();
            }
        }
    }

    @AfterEach
    void forget() throws SQLException {
        for (String schema : schemas()) {
            change("delete from %s.flyway_schema_history where version = '9999'".formatted(schema));
        }
    }

    private List<String> schemas() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "select table_schema from information_schema.tables where"
                                        + " table_name = 'flyway_schema_history' and"
                                        + " table_schema like 'status%'")) {
            List<String> schemas = new ArrayList<>();
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
            return schemas;
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
