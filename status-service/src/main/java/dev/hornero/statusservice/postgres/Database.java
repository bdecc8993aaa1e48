// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.postgres;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Transactions on the service's tables. The logs have a schema of their own and stay. The read
 * model is read from the active schema and written to the active one and, while a rebuild runs, to
 * the one that is being built too. Statements name tables only: the transaction's search path
 * decides which ones they are.
 */
@Singleton
public final class Database {
    /** Whoever holds it shared may write read models; exclusively, say which ones there are. */
    static final long READ_MODELS_LOCK = 0x686f726e65726fL;

    /** Work within a transaction, which ends when it returns and is undone when it throws. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work that has no answer. */
    @FunctionalInterface
    public interface Command {
        void on(Connection connection) throws SQLException;
    }

    private final DataSource connections;
    private final Migrations migrations;

    Database(DataSource connections, Migrations migrations) {
        this.connections = connections;
        this.migrations = migrations;
    }

    /** Reads the active read model and the logs. */
    public <T> T read(Work<T> work) {
        return transaction(connection -> {
            readModels(connection);
            return work.on(connection);
        });
    }

    /** Writes to the active read model and then to the one that is being built, if there is one. */
    public void write(Command command) {
        transaction(connection -> {
            try (PreparedStatement lock =
                    connection.prepareStatement("select pg_advisory_xact_lock_shared(?)")) {
                lock.setLong(1, READ_MODELS_LOCK);
                lock.execute();
            }
            List<Integer> models = readModels(connection);
            command.on(connection);
            for (int building : models.subList(1, models.size())) {
                use(connection, building);
                command.on(connection);
            }
            return models;
        });
    }

    /** Chooses the active read model and answers its number, then that of the one being built. */
    private static List<Integer> readModels(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select active, building,"
                                        + " set_config('search_path', 'status_read_' || active ||"
                                        + " ', status', true) from status.read_model");
                ResultSet row = select.executeQuery()) {
            row.next();
            List<Integer> models = new ArrayList<>();
            models.add(row.getInt(1));
            int building = row.getInt(2);
            if (!row.wasNull()) {
                models.add(building);
            }
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

    /** Any transaction, without a read model. */
    public <T> T transaction(Work<T> work) {
        try {
            if (!migrations.done()) {
                throw new SQLTransientException("the tables are not there yet");
            }
            try (Connection connection = connections.getConnection()) {
                connection.setAutoCommit(false);
                return within(connection, work);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static <T> T within(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T answer = work.on(connection);
            connection.commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }
}
