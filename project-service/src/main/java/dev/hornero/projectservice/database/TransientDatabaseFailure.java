// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.delivery.PassingFailure;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Singleton;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Set;

/**
 * A failure of this service's database that is worth another attempt: it is not ready, all of its
 * connections are in use, another transaction has a row for too long, or a transaction took too
 * long and was ended.
 */
@Singleton
final class TransientDatabaseFailure implements PassingFailure {
    /** Lock not available, statement cancelled, transaction idle or open too long. */
    private static final Set<String> STATES = Set.of("55P03", "57014", "25P03", "25P04");

    private static final String CONFLICTS = "40";

    @Override
    public boolean passes(Throwable failure) {
        return switch (failure) {
            case SchemaNotReadyException _ -> true;
            case SQLException sql -> isTransient(sql);
            // One with a cause was ended by that.
            case RollbackException rollback -> rollback.getCause() == null;
            // A transaction that was ended for its time leaves its thread without a session. Events
            // are handled in transactions only, so nothing else does.
            case ContextNotActiveException _ -> true;
            case OptimisticLockException _, PessimisticLockException _ -> true;
            case LockTimeoutException _, QueryTimeoutException _ -> true;
            // What a caller over REST is asked to try again
            case ProblemException problem ->
                    problem.document().status() == Problem.UNAVAILABLE.status();
            default -> false;
        };
    }

    /** The driver's exceptions have types of their own or a state; a bare one is the pool's. */
    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? failure.getClass() == SQLException.class
                : STATES.contains(state) || state.startsWith(CONFLICTS);
    }
}
