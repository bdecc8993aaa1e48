// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Locks, by the name of a row, for the transactions of this process that are about to lock that row
 * in the database. A transaction that waits here occupies no connection, and the one that has
 * waited longest is next. The row's own lock separates the transactions of other processes.
 */
@ApplicationScoped
public class InProcessLocks {
    private final TransactionSynchronizationRegistry transactions;
    private final InProcessLockConfig config;
    private final Map<String, RowLock> locks = new ConcurrentHashMap<>();

    InProcessLocks(TransactionSynchronizationRegistry transactions, InProcessLockConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    /** The lock of a row. */
    private static final class RowLock {
        private final Semaphore permit = new Semaphore(1, true);

        /** Of the transactions that have it or wait for it. */
        private int users;
    }

    /**
     * Locks a row within this process until the end of the present transaction; call it before the
     * transaction's first statement. A transaction that has the lock already continues at once.
     *
     * @param row a name that no other row has
     * @throws ProblemException a 503 if the wait is too long
     */
    public void acquire(String row) {
        Set<String> acquired = acquired();
        if (acquired.contains(row)) {
            return;
        }
        RowLock lock =
                locks.compute(
                        row,
                        (_, present) -> {
                            RowLock used = present == null ? new RowLock() : present;
                            used.users++;
                            return used;
                        });
        boolean mine = false;
        try {
            mine = await(lock);
            if (!mine) {
                throw ProblemException.of(
                        Problem.UNAVAILABLE,
                        "Too many requests change the same thing at the moment. Try again in a"
                                + " moment.");
            }
            transactions.registerInterposedSynchronization(new Release(row, lock));
            acquired.add(row);
        } finally {
            if (!acquired.contains(row)) {
                leave(row, lock, mine);
            }
        }
    }

    private boolean await(RowLock lock) {
        try {
            return lock.permit.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("unchecked") // Only this class puts it
    private Set<String> acquired() {
        Set<String> acquired = (Set<String>) transactions.getResource(InProcessLocks.class);
        if (acquired == null) {
            acquired = new HashSet<>();
            transactions.putResource(InProcessLocks.class, acquired);
        }
        return acquired;
    }

    private void leave(String row, RowLock lock, boolean acquired) {
        if (acquired) {
            lock.permit.release();
        }
        locks.computeIfPresent(row, (_, present) -> --present.users == 0 ? null : present);
    }

    /** At the end of a transaction, on whichever thread it ends. */
    private final class Release implements Synchronization {
        private final String row;
        private final RowLock lock;

        Release(String row, RowLock lock) {
            this.row = row;
            this.lock = lock;
        }

        @Override
        public void beforeCompletion() {
            // The row is locked until the transaction has ended
        }

        @Override
        public void afterCompletion(int status) {
            leave(row, lock, true);
        }
    }
}
