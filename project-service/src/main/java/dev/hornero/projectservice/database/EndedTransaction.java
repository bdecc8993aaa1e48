// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;

/**
 * A transaction that took too long or met another. One that was ended for its time leaves its
 * thread without a session: events are handled in transactions only, so nothing else does.
 */
@Singleton
final class EndedTransaction implements PassingFailure {
    @Override
    public boolean passes(Throwable failure) {
        return switch (failure) {
            // One with a cause was ended by that.
            case RollbackException rollback -> rollback.getCause() == null;
            case ContextNotActiveException _ -> true;
            case OptimisticLockException _, PessimisticLockException _ -> true;
            case LockTimeoutException _, QueryTimeoutException _ -> true;
            default -> false;
        };
    }
}
