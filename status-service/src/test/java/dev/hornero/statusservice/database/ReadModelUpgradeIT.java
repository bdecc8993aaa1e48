// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class ReadModelUpgradeIT {
    private static final String SCHEMA = "upgrade_of_the_tests";

    @Inject DataSource connections;

    @AfterEach
    void drop() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement drop = connection.createStatement()) {
            drop.execute("drop schema " + SCHEMA + " cascade");
        }
    }

    @Test
    void buildsThatWereScannedBeforeTheUpgradeAreKnownToHaveArguments() throws SQLException {
        migrateTo("2");
        try (Connection connection = connections.getConnection()) {
            insert(
                    connection,
                    1,
                    "{\"inputs\":{\"scans\":{\"abc\":{\"told\":{}}}},\"x\":\"\\u0000\"}");
            insert(connection, 2, "{\"inputs\":{\"scans\":{}},\"x\":\"\\u0000\"}");
            insert(connection, 3, "{\"inputs\":{\"scans\":{}},\"x\":\"\\\"scans\\\":{\\\"\"}");
        }

        migrateTo("latest");

        assertThat(buildsWithArguments()).containsExactly(1);
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(connections)
                .sqlMigrationPrefix("G")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .target(version)
                .load()
                .migrate();
    }

    private static void insert(Connection connection, int number, String facts)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into %s.build (id, project_env_id, number, project, environment,
                            project_env, phase, since, answered, facts)
                        values (gen_random_uuid(), gen_random_uuid(), ?, 'shop', 'prod',
                            'prod-shop', 'SUCCEEDED', now(), true, ?::json)
                        """
                                .formatted(SCHEMA))) {
            insert.setInt(1, number);
            insert.setString(2, facts);
            insert.executeUpdate();
        }
    }

    private List<Integer> buildsWithArguments() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "select number from " + SCHEMA + ".build where arguments_known")) {
            List<Integer> numbers = new ArrayList<>();
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
            return numbers;
        }
    }
}
