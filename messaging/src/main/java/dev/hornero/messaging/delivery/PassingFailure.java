// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Knows failures that pass by themselves, such as a database that is away. A service adds what it
 * knows by a bean of this type; a delivery that fails so is tried until it succeeds.
 */
@FunctionalInterface
public interface PassingFailure {
    /** The failures that every service knows: network, timeouts, a database or broker away. */
    PassingFailure COMMON = PassingFailure::isCommon;

    /** Whether this one throwable, its causes aside, will pass. */
    boolean passes(Throwable failure);

    private static boolean isCommon(Throwable failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException sql -> isAway(sql.getSQLState());
            case IOException _, TimeoutException _, RetriableException _ -> true;
            default -> false;
        };
    }

    /**
     * Classes of PostgreSQL: 08 connection, 53 resources, 57P operator intervention, 40 rollback.
     */
    private static boolean isAway(@org.jspecify.annotations.Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("40"));
    }
}
