// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.inject.Singleton;

/** An event that comes before the database does is tried until it is there. */
@Singleton
class SchemaOutage implements PassingFailure {
    @Override
    public boolean passes(Throwable failure) {
        return failure instanceof SchemaNotReadyException;
    }
}
