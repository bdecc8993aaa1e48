// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release is rolled back after a later one has migrated the database. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
class LaterSchemaIT {
    @Inject Flyway flyway;
    @Inject AgroalDataSource database;

    @Test
    void aMigrationOfALaterReleaseIsNoReasonNotToStart() throws SQLException {
        new Tables(database)
                .change(
                        """
                        insert into flyway_schema_history (installed_rank, version, description,
                            type, script, checksum, installed_by, execution_time, success)
                        values (9999, '9999', 'of a later release', 'SQL', 'V9999__later.sql', 1,
                            'later', 1, true)
                        """);

        assertThatCode(flyway::migrate).doesNotThrowAnyException();
    }

    @AfterEach
    void forget() throws SQLException {
        new Tables(database).change("delete from flyway_schema_history where version = '9999'");
    }
}
