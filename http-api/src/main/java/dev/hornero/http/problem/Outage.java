// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what passes by itself, such as a database that is away, from what is broken. */
final class Outage {
    private Outage() {}

    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(Outage::is);
    }

    private static boolean is(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof SQLTransientException
                || (failure instanceof SQLException sql && isAway(sql));
    }

    /** PostgreSQL's classes 08 connection, 53 resources, 57P operator; the pool gives no state. */
    private static boolean isAway(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState())
                .map(state ->
                        state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"))
                .orElseGet(() ->
                        String.valueOf(failure.getMessage()).startsWith("Acquisition timeout"));
    }
}
