// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.projectservice.database.Schema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Empties the outbox. One relay over all instances leads: it reads what may go, sends it outside of
 * any transaction, and takes out of the table what the broker has. A relay that ends between any
 * two of these steps leaves the row to its heir, so a record may go twice, in its order, and never
 * not at all; consumers know it by its event id. Records of one key stay in order, and one that
 * does not go holds up no other key.
 */
@Singleton
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final DataSource database;
    private final OrderedSender sender;
    private final Schema schema;
    private final Clock clock;
    private final OutboxConfig config;
    private volatile boolean stopped;
    private volatile int blocked;
    private Optional<Thread> thread = Optional.empty();

    @Inject
    OutboxRelay(
            AgroalDataSource database,
            EventPublisher publisher,
            Event<UnsendableEvent> unsendable,
            Schema schema,
            ObjectMapper json,
            Clock clock,
            OutboxConfig config) {
        this(database, new OrderedSender(publisher, unsendable::fire, json), schema, clock, config);
    }

    OutboxRelay(
            DataSource database,
            OrderedSender sender,
            Schema schema,
            Clock clock,
            OutboxConfig config) {
        this.database = database;
        this.sender = sender;
        this.schema = schema;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    void start() {
        thread = Optional.of(Thread.ofVirtual().name("outbox-relay").start(this::run));
    }

    void stop() throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread.get().join(LONGEST_STOP);
        }
    }

    /** How many keys wait for another attempt, as far as this instance leads. */
    int blocked() {
        return blocked;
    }

    private void run() {
        try {
            boolean failing = false;
            while (!stopped) {
                schema.awaitReady();
                try (OutboxSession session = OutboxSession.open(database).orElse(null)) {
                    failing = false;
                    if (session != null) {
                        new Lead(session).lead();
                    }
                } catch (SQLException | RuntimeException e) {
                    if (!failing && !stopped) {
                        LOG.warnf("Outbox cannot be read and will be tried again reason=%s", e);
                    }
                    failing = true;
                }
                // Nothing says when the lead is free, or the database is back.
                Thread.sleep(config.poll());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            blocked = 0;
        }
    }

    /** From taking the lead to losing it. */
    private final class Lead {
        private final OutboxSession session;
        private final SendSchedule schedule = new SendSchedule(config);
        private final Queue<OrderedSender.Outcome> outcomes = new ConcurrentLinkedQueue<>();
        private final Semaphore wake = new Semaphore(0);

        Lead(OutboxSession session) {
            this.session = session;
        }

        void lead() throws SQLException, InterruptedException {
            ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
            try {
                senders.execute(this::listen);
                while (!stopped) {
                    confirm();
                    if (!send(senders)) {
                        wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
                        wake.drainPermits();
                    }
                }
            } finally {
                blocked = 0;
                senders.shutdownNow();
                if (!senders.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("Events are still being sent by a relay that no longer leads");
                }
            }
        }

        private void confirm() throws SQLException {
            List<OrderedSender.Outcome> arrived = new ArrayList<>();
            for (OrderedSender.Outcome next = outcomes.poll();
                    next != null;
                    next = outcomes.poll()) {
                arrived.add(next);
            }
            List<Long> done = arrived.stream().flatMap(each -> each.done().stream()).toList();
            if (!done.isEmpty()) {
                session.confirm(done);
            }
            int before = schedule.blocked();
            arrived.forEach(outcome -> schedule.finished(outcome, clock.instant()));
            blocked = schedule.blocked();
            if (before == 0 && blocked > 0) {
                LOG.warnf(
                        "Events could not be sent and will be tried again keys=%d reason=%s",
                        blocked,
                        arrived.stream().flatMap(each -> each.failure().stream()).toList());
            } else if (before > 0 && blocked == 0) {
                LOG.info("Events can be sent again");
            }
        }

        /** Whether there may be more to send at once. */
        private boolean send(Executor senders) throws SQLException {
            SendSchedule.Reading reading = schedule.next(clock.instant());
            if (reading.records() == 0) {
                return false;
            }
            List<OutgoingRecord> records = session.read(reading);
            Map<String, List<OutgoingRecord>> byOrderingKey = new LinkedHashMap<>();
            records.forEach(each ->
                    byOrderingKey
                            .computeIfAbsent(each.orderingKey(), _ -> new ArrayList<>())
                            .add(each));
            byOrderingKey.forEach((name, some) -> {
                schedule.started(name, some, clock.instant());
                senders.execute(() -> send(name, some));
            });
            return records.size() == reading.records();
        }

        /** Adds an outcome in any case: without one the ordering key would stay closed. */
        private void send(String name, List<OutgoingRecord> records) {
            OrderedSender.Outcome outcome =
                    new OrderedSender.Outcome(
                            name,
                            List.of(),
                            Optional.of(new IllegalStateException("ended by an error")));
            try {
                outcome = sender.send(records);
            } finally {
                outcomes.add(outcome);
                wake.release();
            }
        }

        /** Wakes the relay as soon as there is something to send; without it, it polls. */
        private void listen() {
            while (!stopped && !Thread.currentThread().isInterrupted()) {
                try (Connection connection = database.getConnection();
                        Statement listen = connection.createStatement()) {
                    connection.setAutoCommit(true);
                    listen.execute("listen outbox");
                    try {
                        wakeOnNotices(connection.unwrap(PGConnection.class));
                    } finally {
                        listen.execute("unlisten outbox");
                    }
                } catch (SQLException e) {
                    LOG.debugf("No notices of the outbox reason=%s", e);
                    pause();
                }
            }
        }

        private void wakeOnNotices(PGConnection notices) throws SQLException {
            while (!stopped && !Thread.currentThread().isInterrupted()) {
                if (notices.getNotifications((int) config.poll().toMillis()).length > 0) {
                    wake.release();
                }
            }
        }

        private void pause() {
            try {
                // Nothing says when the database is back; the relay polls meanwhile.
                Thread.sleep(config.poll());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
