// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A read model on its way. It belongs to one instance: a lock that lasts as long as the connection
 * keeps others away, and the switch is made on that same connection, so an instance that has lost
 * the connection cannot switch.
 */
public final class ReadModelRebuild implements AutoCloseable {
    private static final long LOCK = 0x686f726e65726f02L;

    private final Connection connection;
    private final Database database;
    private final int number;

    private ReadModelRebuild(Connection connection, Database database, int number) {
        this.connection = connection;
        this.database = database;
        this.number = number;
    }

    static Optional<ReadModelRebuild> begin(
            DataSource connections, Database database, Migrations migrations) {
        try {
            Connection connection = connections.getConnection();
            boolean begun = false;
            try {
                connection.setAutoCommit(false);
                Optional<ReadModelRebuild> build =
                        tryLock(connection)
                                ? Optional.of(begin(connection, database, migrations))
                                : Optional.empty();
                begun = build.isPresent();
                return build;
            } finally {
                if (!begun) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static ReadModelRebuild begin(
            Connection connection, Database database, Migrations migrations) throws SQLException {
        try {
            // Drops what other rebuilds left, while no transaction writes to it.
            ReadModels.lockAlone(connection);
            int active = ReadModels.choose(connection).getFirst();
            int number = active + 1;
            set(connection, active, null);
            dropAllBut(connection, active);
            connection.commit();
            migrations.makeReadModel(number);
            ReadModels.lockAlone(connection);
            set(connection, active, number);
            connection.commit();
            return new ReadModelRebuild(connection, database, number);
        } catch (SQLException | RuntimeException e) {
            unlock(connection, e);
            throw e;
        }
    }

    /** The number of the read model. */
    public int number() {
        return number;
    }

    /** Writes to this read model only. */
    public void write(Database.Command command) {
        database.transaction(writing -> {
            ReadModels.use(writing, number);
            command.on(writing);
            return number;
        });
    }

    /**
     * Every instance reads from this read model from now on. The one before stays for transactions
     * that read it now; the next rebuild drops it.
     *
     * @param also done in the same transaction
     */
    public void finish(Database.Command also) {
        try {
            ReadModels.lockAlone(connection);
            set(connection, number, null);
            also.on(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Lets others build. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            unlock(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                boolean locked = row.getBoolean(1);
                connection.commit();
                return locked;
            }
        }
    }

    private static void unlock(Connection connection, Exception cause) {
        try {
            connection.rollback();
            unlock(connection);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (PreparedStatement unlock =
                connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, LOCK);
            unlock.execute();
            connection.commit();
        }
    }

    private static void set(Connection connection, int active, @Nullable Integer building)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update status.read_model set active = ?, building = ?")) {
            update.setInt(1, active);
            update.setObject(2, building, java.sql.Types.INTEGER);
            update.executeUpdate();
        }
    }

    private static void dropAllBut(Connection connection, int active) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select nspname from pg_namespace
                        where starts_with(nspname, 'status_read_') and nspname <> ?
                        """)) {
            select.setString(1, Migrations.schema(active));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    schemas.add(row.getString(1));
                }
            }
        }
        try (Statement drop = connection.createStatement()) {
            for (String schema : schemas) {
                drop.execute("drop schema " + schema + " cascade");
            }
        }
    }
}
