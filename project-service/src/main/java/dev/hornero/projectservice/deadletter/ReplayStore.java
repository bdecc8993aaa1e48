// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which dead letters were put back, in the table {@code replayed_dead_letter}; of two at once, one
 * waits and comes second.
 */
@ApplicationScoped
class ReplayStore implements PanacheRepositoryBase<ReplayRow, String> {
    private static final String INSERT =
            """
            insert into replayed_dead_letter (id, replayed_by, replayed_at)
            values (:id, :by, :now) on conflict do nothing
            """;

    private final Clock clock;

    ReplayStore(Clock clock) {
        this.clock = clock;
    }

    /** When each was put back, of those that were. */
    Map<String, Instant> of(Collection<String> ids) {
        return list("id in ?1", ids).stream()
                .collect(Collectors.toMap(row -> row.id, row -> row.replayedAt));
    }

    /** Whether it is put back for the first time, now. */
    boolean remember(String id, String by) {
        return getEntityManager()
                        .createNativeQuery(INSERT)
                        .setParameter("id", id)
                        .setParameter("by", by)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }
}
