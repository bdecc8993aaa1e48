// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which read models there are: the active one, and one that is being built beside it. A transaction
 * that writes takes a lock shared; one that changes which read models there are takes it
 * exclusively.
 */
@Singleton
public final class ReadModels {
    /** The data source for what may take long. */
    static final String PATIENT = "patient";

    private static final long LOCK = 0x686f726e65726f01L;

    private final DataSource connections;
    private final Database database;
    private final Migrations migrations;

    ReadModels(
            @io.quarkus.agroal.DataSource(PATIENT) DataSource connections,
            Database database,
            Migrations migrations) {
        this.connections = connections;
        this.database = database;
        this.migrations = migrations;
    }

    /**
     * Begins to build a read model, empty at first; from now on every write goes to it too. Empty
     * when another instance is building one already.
     */
    public Optional<ReadModelRebuild> begin() {
        // Fails as every other transaction where the tables are not there yet.
        database.transaction(ReadModels::choose);
        return ReadModelRebuild.begin(connections, database, migrations);
    }

    /** Whether one is being built, also where the instance that built it has stopped. */
    public boolean isOneBeingBuilt() {
        return database.transaction(connection -> choose(connection).size() > 1);
    }

    /** Chooses the active read model and answers its number, then that of the one being built. */
    static List<Integer> choose(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select active, building, set_config('search_path',
                                    'status_read_' || active || ', status', true)
                                from status.read_model
                                """);
                ResultSet row = select.executeQuery()) {
            row.next();
            List<Integer> models = new ArrayList<>();
            models.add(row.getInt("active"));
            Optional.ofNullable(row.getObject("building", Integer.class)).ifPresent(models::add);
            return models;
        }
    }

    static void use(Connection connection, int readModel) throws SQLException {
        try (PreparedStatement path =
                connection.prepareStatement("select set_config('search_path', ?, true)")) {
            path.setString(1, Migrations.schema(readModel) + ", status");
            path.execute();
        }
    }

    static void lockShared(Connection connection) throws SQLException {
        lock(connection, "select pg_advisory_xact_lock_shared(?)");
    }

    static void lockAlone(Connection connection) throws SQLException {
        lock(connection, "select pg_advisory_xact_lock(?)");
    }

    private static void lock(Connection connection, String select) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(select)) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }
}
