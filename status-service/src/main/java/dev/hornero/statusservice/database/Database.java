// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
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
            ReadModels.choose(connection);
            return work.on(connection);
        });
    }

    /** Writes to the active read model and then to the one that is being built, if there is one. */
    public void write(Command command) {
        transaction(connection -> {
            ReadModels.lockShared(connection);
            List<Integer> models = ReadModels.choose(connection);
            command.on(connection);
            for (int building : models.subList(1, models.size())) {
                ReadModels.use(connection, building);
                command.on(connection);
            }
            return models;
        });
    }

    /** Any transaction, without a read model. */
    public <T> T transaction(Work<T> work) {
        try {
            if (!migrations.done()) {
                throw new SQLTransientException("the tables are not there yet");
            }
            try (Connection connection = borrow()) {
                connection.setAutoCommit(false);
                return within(connection, work);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** That the pool has no connection is transient: the server is away, or all are in use. */
    private Connection borrow() throws SQLException {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw new SQLTransientConnectionException(
                    "no connection to the database for now", e.getSQLState(), e);
        }
    }

    private static <T> T within(Connection connection, Work<T> work) throws SQLException {
        try {
            T answer = work.on(connection);
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException undone) {
                e.addSuppressed(undone);
            }
            throw e;
        }
    }
}
