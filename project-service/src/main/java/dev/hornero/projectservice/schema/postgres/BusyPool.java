// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.schema.postgres;

import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** All connections are in use for the moment; the pool says so by its message alone. */
@Singleton
final class BusyPool implements PassingFailure {
    private static final String MESSAGE = "Acquisition timeout";

    @Override
    public boolean passes(Throwable failure) {
        return failure instanceof SQLException
                && String.valueOf(failure.getMessage()).startsWith(MESSAGE);
    }
}
