// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.postgres;

import java.sql.SQLException;

/** The database refused or was away; the cause says which. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("the database refused: " + cause.getSQLState(), cause);
    }
}
