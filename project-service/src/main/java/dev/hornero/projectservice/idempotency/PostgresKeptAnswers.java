// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.idempotency;

import dev.hornero.events.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.Optional;
import org.hibernate.Session;

/** Over the table {@code kept_answer}; old ones go when a new one comes. */
@ApplicationScoped
class PostgresKeptAnswers implements KeptAnswers {
    private static final String KEY =
            "caller = :caller and operation = :operation and idempotency_key = :key";

    private static final String FORGET =
            """
            delete from kept_answer where (caller, operation, idempotency_key) in
            (select caller, operation, idempotency_key from kept_answer where used_at < :end
            limit 100 for update skip locked)
            """;

    private final EntityManager rows;
    private final Clock clock;

    PostgresKeptAnswers(EntityManager rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Optional<Sealed> take(Use use) {
        rows.createNativeQuery(FORGET)
                .setParameter("end", clock.instant().minus(RepeatedRequests.KEPT))
                .executeUpdate();
        int taken =
                of(
                                use,
                                """
                                insert into kept_answer (caller, operation, idempotency_key, used_at)
                                values (:caller, :operation, :key, :now)
                                on conflict do nothing
                                """)
                        .setParameter("now", clock.instant())
                        .executeUpdate();
        return taken == 1
                ? Optional.empty()
                : rows.unwrap(Session.class)
                        .createNativeQuery(
                                "select sealed_answer from kept_answer where " + KEY, String.class)
                        .setParameter("caller", use.caller())
                        .setParameter("operation", use.operation())
                        .setParameter("key", use.key())
                        .uniqueResultOptional()
                        .map(Sealed::new);
    }

    @Override
    public void keep(Use use, Sealed answer) {
        of(use, "update kept_answer set sealed_answer = :answer where " + KEY)
                .setParameter("answer", answer.jwe())
                .executeUpdate();
    }

    private Query of(Use use, String sql) {
        return rows.createNativeQuery(sql)
                .setParameter("caller", use.caller())
                .setParameter("operation", use.operation())
                .setParameter("key", use.key());
    }
}
