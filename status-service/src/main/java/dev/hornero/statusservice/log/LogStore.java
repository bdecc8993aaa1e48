// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.notice.Notices;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The stored logs: written as their lines come, each transaction one event. */
@Singleton
class LogStore {
    private final Deliveries deliveries;
    private final Database database;
    private final LogDayStore days;
    private final LogLimit limit;

    LogStore(Deliveries deliveries, Database database, LogDayStore days, BuildLogConfig config) {
        this.deliveries = deliveries;
        this.database = database;
        this.days = days;
        this.limit = new LogLimit(config.largest());
    }

    @Incoming("build-logs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildLogAppended.class, envelope -> append(envelope.event()));
    }

    private void append(BuildLogAppended event) {
        LocalDate today = days.today();
        BuildId id = event.build().id();
        database.transaction(connection -> {
            boolean grew = LogRows.add(connection, id, event.lines(), event.last(), today, limit);
            if (grew) {
                Notices.logGrew(connection, id);
            }
            return grew;
        });
    }

    /** The lines after a place, 0 being the beginning, as many as make a part. */
    LogPart after(BuildId id, long place) {
        LocalDate today = days.today();
        return database.transaction(
                connection -> LogRows.after(connection, id, place, today, limit));
    }

    /** Until when a log was kept; empty where it still is, or where there is none yet. */
    Optional<Instant> keptUntil(BuildId id) {
        return database.transaction(connection -> LogRows.keptUntil(connection, id));
    }
}
