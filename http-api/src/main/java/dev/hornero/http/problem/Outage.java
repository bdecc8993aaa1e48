// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import jakarta.transaction.RollbackException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tells what passes by itself, a database that is away or has too much to do, from what is broken:
 * by types and SQL states, never by words.
 */
final class Outage {
    /** PostgreSQL's classes: connection, rollback, resources. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53");

    /**
     * Idle too long in a transaction, transaction too long, lock not available, statement
     * cancelled; what operators do; and, of the driver, a connection that the pool gave up while it
     * was made.
     */
    private static final Set<String> PASSING_STATES =
            Set.of("25P03", "25P04", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "99999");

    private Outage() {}

    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(one -> is(one) || Stream.of(one.getSuppressed()).anyMatch(Outage::is));
    }

    private static boolean is(Throwable failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException sql -> passes(sql);
            case SocketException _, SocketTimeoutException _ -> true;
            case UnknownHostException _, TimeoutException _ -> true;
            // Nothing of ours failed: it took too long, or its end got lost.
            case RollbackException rollback -> rollback.getCause() == null;
            default -> false;
        };
    }

    /** The driver's exceptions are its own and bear a state; a bare one is the pool's. */
    private static boolean passes(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? failure.getClass() == SQLException.class
                : PASSING_STATES.contains(state) || isOfPassingClass(state);
    }

    private static boolean isOfPassingClass(String state) {
        return state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
