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
 * Lets the transactions of this process that lock the same row begin one after another, in the
 * order in which they came: while they wait they hold no connection. The row's own lock separates
 * the transactions of other processes.
 */
@ApplicationScoped
public class Turns {
    private final TransactionSynchronizationRegistry transactions;
    private final TurnConfig config;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    Turns(TransactionSynchronizationRegistry transactions, TurnConfig config) {
        this.transactions = transactions;
        this.config = config;
    }

    /** Those who have the turn at a row or wait for it. */
    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private int length;
    }

    /**
     * Waits for the turn at a row, which the present transaction then has until its end; to be
     * called before its first statement. Again, it returns at once.
     *
     * @param row a name that no other row has
     * @throws ProblemException a 503 if the wait is too long
     */
    public void take(String row) {
        Set<String> taken = taken();
        if (taken.contains(row)) {
            return;
        }
        Line line =
                lines.compute(
                        row,
                        (_, present) -> {
                            Line joined = present == null ? new Line() : present;
                            joined.length++;
                            return joined;
                        });
        boolean mine = false;
        try {
            mine = await(line);
            if (!mine) {
                throw ProblemException.of(
                        Problem.UNAVAILABLE,
                        "Too many requests change the same thing at the moment. Try again in a"
                                + " moment.");
            }
            transactions.registerInterposedSynchronization(new Release(row, line));
            taken.add(row);
        } finally {
            if (!taken.contains(row)) {
                leave(row, line, mine);
            }
        }
    }

    private boolean await(Line line) {
        try {
            return line.turn.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("unchecked") // Only this class puts it
    private Set<String> taken() {
        Set<String> taken = (Set<String>) transactions.getResource(Turns.class);
        if (taken == null) {
            taken = new HashSet<>();
            transactions.putResource(Turns.class, taken);
        }
        return taken;
    }

    private void leave(String row, Line line, boolean taken) {
        if (taken) {
            line.turn.release();
        }
        lines.computeIfPresent(row, (_, present) -> --present.length == 0 ? null : present);
    }

    /** At the end of a transaction, whichever thread brings it. */
    private final class Release implements Synchronization {
        private final String row;
        private final Line line;

        Release(String row, Line line) {
            this.row = row;
            this.line = line;
        }

        @Override
        public void beforeCompletion() {
            // The row is locked until the transaction has ended
        }

        @Override
        public void afterCompletion(int status) {
            leave(row, line, true);
        }
    }
}
