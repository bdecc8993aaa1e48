// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.inject.Singleton;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Another transaction has a row for longer than this service waits, or a transaction took too long
 * and was ended: lock not available, statement cancelled, idle or open too long, and conflicts.
 */
@Singleton
final class BusyRows implements PassingFailure {
    private static final Set<String> STATES = Set.of("55P03", "57014", "25P03", "25P04");
    private static final String CONFLICTS = "40";

    @Override
    public boolean passes(Throwable failure) {
        return switch (failure) {
            case SQLException sql ->
                    sql.getSQLState() != null
                            && (STATES.contains(sql.getSQLState())
                                    || sql.getSQLState().startsWith(CONFLICTS));
            case RollbackException rollback -> rollback.getCause() == null;
            default -> false;
        };
    }
}
