// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Knows failures that pass by themselves, such as a database that is away, by their type and SQL
 * state: what is not named does not pass. A service adds the types of a technology of its own by a
 * bean of this type; a delivery that fails so is tried until it succeeds.
 */
@FunctionalInterface
public interface PassingFailure {
    /** The failures that every service knows: network, time-outs, a database or broker away. */
    PassingFailure COMMON = PassingFailure::isCommon;

    /** PostgreSQL's classes: connection, rollback (conflicts), resources. */
    Set<String> PASSING_CLASSES = Set.of("08", "40", "53");

    /**
     * Idle too long in a transaction, transaction too long, lock not available, statement
     * cancelled; what operators do; and, of the driver, a connection that the pool gave up while it
     * was made.
     */
    Set<String> PASSING_STATES =
            Set.of("25P03", "25P04", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "99999");

    /** Whether this one throwable, its causes aside, will pass. */
    boolean passes(Throwable failure);

    private static boolean isCommon(Throwable failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException sql -> isCommon(sql);
            case SocketException _, SocketTimeoutException _, UnknownHostException _ -> true;
            case HttpTimeoutException _, ClosedChannelException _ -> true;
            case TimeoutException _, RetriableException _ -> true;
            default -> false;
        };
    }

    /** A driver's exception is of its own type and has a state; a bare one is the pool's. */
    private static boolean isCommon(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return failure.getClass() == SQLException.class;
        }
        return PASSING_STATES.contains(state)
                || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }
}
