// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/**
 * All connections are in use for the moment. The pool throws the bare type without a state; what
 * the driver and the database refuse has a type of its own.
 */
@Singleton
final class BusyPool implements PassingFailure {
    @Override
    public boolean passes(Throwable failure) {
        return failure.getClass() == SQLException.class
                && ((SQLException) failure).getSQLState() == null;
    }
}
