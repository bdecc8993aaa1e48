// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import static java.util.Objects.requireNonNull;

import dev.hornero.embedded.process.Directories;
import dev.hornero.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of its own process on the loopback address. It ends with this JVM, in order
 * even when the JVM was killed; the data of one that was killed itself recovers on the next start.
 * As root it runs in a user namespace, for PostgreSQL refuses to be root.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String USER = "hornero";

    private final PostgresServer server;
    private final Path dataDirectory;
    private final String password;
    private final int port;
    private final boolean temporary;

    private EmbeddedPostgres(
            Path dataDirectory,
            int port,
            String password,
            boolean temporary,
            Consumer<String> output) {
        this.dataDirectory = Directories.existing(dataDirectory);
        this.port = port == 0 ? LoopbackPorts.free() : port;
        this.password = requireNonNull(password, "password");
        this.temporary = temporary;
        DataDirectory data = new DataDirectory(this.dataDirectory);
        Path home = PostgresBinaries.unpacked();
        data.endLeftovers();
        data.initializeOnce(home, USER, password);
        this.server = PostgresServer.start(home, data, this.port, !temporary, output);
    }

    /**
     * Starts a server, with what an earlier one left in the directory if there was one.
     *
     * @param port the port to listen on, 0 for a free one
     * @param password of {@link #USER}; it holds from the first start in the directory on
     */
    public static EmbeddedPostgres start(Path dataDirectory, int port, String password) {
        return start(dataDirectory, port, password, line -> {});
    }

    /** Starts a server whose log lines go to {@code output}. */
    static EmbeddedPostgres start(
            Path dataDirectory, int port, String password, Consumer<String> output) {
        return new EmbeddedPostgres(dataDirectory, port, password, false, output);
    }

    /**
     * Starts an empty server on a free port that trades durability for speed; its data goes when it
     * is closed.
     */
    public static EmbeddedPostgres startTemporary() {
        return new EmbeddedPostgres(
                Directories.temporary("hornero-postgres-"), 0, "hornero", true, line -> {});
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Makes a database unless it is there. */
    public void createDatabase(String name) {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, name)) {
                statement.execute("create database " + statement.enquoteIdentifier(name, true));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
    }

    /** Completes with the exit status when the server process ends, for any reason. */
    public CompletableFuture<Integer> onExit() {
        return server.onExit();
    }

    @Override
    public void close() {
        server.close();
        if (temporary) {
            Directories.delete(dataDirectory);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query =
                connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }
}
