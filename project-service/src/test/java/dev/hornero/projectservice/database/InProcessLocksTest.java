// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.http.problem.ProblemException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InProcessLocksTest {
    private final Transactions transactions = new Transactions();
    private final InProcessLocks locks =
            new InProcessLocks(transactions, () -> Duration.ofMillis(200));

    /** One transaction for each thread. */
    private static final class Transactions implements TransactionSynchronizationRegistry {
        private final ThreadLocal<Map<Object, Object>> resources =
                ThreadLocal.withInitial(HashMap::new);
        private final ThreadLocal<List<Synchronization>> ends =
                ThreadLocal.withInitial(ArrayList::new);

        void end() {
            ends.get().forEach(each -> each.afterCompletion(Status.STATUS_COMMITTED));
            ends.remove();
            resources.remove();
        }

        @Override
        public void putResource(Object key, Object value) {
            resources.get().put(key, value);
        }

        @Override
        public Object getResource(Object key) {
            return resources.get().get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization end) {
            ends.get().add(end);
        }

        @Override
        public Object getTransactionKey() {
            return Thread.currentThread();
        }

        @Override
        public int getTransactionStatus() {
            return Status.STATUS_ACTIVE;
        }

        @Override
        public void setRollbackOnly() {
            throw new AssertionError("nothing is rolled back here");
        }

        @Override
        public boolean getRollbackOnly() {
            return false;
        }
    }

    private void inAnotherTransaction(Runnable work) throws Exception {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            other.submit(
                            () -> {
                                try {
                                    work.run();
                                } finally {
                                    transactions.end();
                                }
                            })
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTransactionHasTheLockUntilItEnds() throws Exception {
        locks.acquire("a");
        inAnotherTransaction(() ->
                assertThatThrownBy(() -> locks.acquire("a")).isInstanceOf(ProblemException.class));

        transactions.end();

        inAnotherTransaction(() -> locks.acquire("a"));
    }

    @Test
    void aTransactionMayAcquireItsLockAgain() {
        locks.acquire("a");
        locks.acquire("a");
        locks.acquire("b");
    }

    @Test
    void theLocksOfTwoRowsAreIndependent() throws Exception {
        locks.acquire("a");
        inAnotherTransaction(() -> locks.acquire("b"));
    }

    @Test
    void aTransactionThatWaitsGoesOnWhenTheLockIsReleased() throws Exception {
        locks.acquire("a");
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> {
                    locks.acquire("a");
                    transactions.end();
                });
        transactions.end();

        other.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aWaitThatIsTooLongIsRefusedAsUnavailable() throws Exception {
        locks.acquire("a");
        inAnotherTransaction(() ->
                assertThatThrownBy(() -> locks.acquire("a"))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(refused.document().status()).isEqualTo(503)));
    }
}
