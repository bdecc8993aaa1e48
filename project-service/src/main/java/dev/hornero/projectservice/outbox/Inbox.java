// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/**
 * The events that were taken, in the table {@code inbox}; a second transaction with the same event
 * waits for the first.
 */
@ApplicationScoped
public class Inbox {
    private static final String TAKE =
            """
            insert into inbox (source, event_id, received_at) values (:source, :event, :now)
            on conflict (source, event_id) do update
            set received_at = excluded.received_at, refused = false
            where inbox.refused
            """;

    private static final String REFUSE =
            """
            insert into inbox (source, event_id, received_at, refused)
            values (:source, :event, :now, true) on conflict do nothing
            """;

    private final EntityManager database;
    private final Clock clock;

    Inbox(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whether an event is seen for the first time; from then on, if the present transaction
     * commits, it is not.
     */
    public boolean addIfNew(String source, String eventId) {
        return changes(TAKE, source, eventId);
    }

    /**
     * Whether an event is refused for the first time. One that was may still be taken later, when
     * its cause is corrected and it comes again.
     */
    public boolean addRefusalIfNew(String source, String eventId) {
        return changes(REFUSE, source, eventId);
    }

    private boolean changes(String sql, String source, String eventId) {
        return database.createNativeQuery(sql)
                        .setParameter("source", source)
                        .setParameter("event", eventId)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }
}
