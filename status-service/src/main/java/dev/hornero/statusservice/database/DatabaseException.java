// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;

/** The database refused or was away; the cause is transient where the same may succeed later. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * States and classes of PostgreSQL that pass: connection, rollback, resources, a lock that was
     * not available in time, a statement that was cancelled, and the server's own coming and going.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55P03", "57014", "57P");

    DatabaseException(SQLException cause) {
        super("the database refused: " + cause.getSQLState(), kind(cause));
    }

    /** Whether the same may succeed later. */
    public static boolean passes(Throwable failure) {
        return failure instanceof DatabaseException
                && failure.getCause() instanceof SQLTransientException;
    }

    private static SQLException kind(SQLException cause) {
        boolean passes =
                Stream.ofNullable(cause.getSQLState())
                        .anyMatch(state -> PASSING.stream().anyMatch(state::startsWith));
        return passes && !(cause instanceof SQLTransientException)
                ? new SQLTransientException(cause.getMessage(), cause.getSQLState(), cause)
                : cause;
    }
}
