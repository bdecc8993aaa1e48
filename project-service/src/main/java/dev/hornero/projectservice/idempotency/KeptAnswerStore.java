// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.idempotency;

import dev.hornero.events.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.Optional;
import org.hibernate.Session;

/**
 * What was answered under which key, in the table {@code kept_answer}; a new answer removes old
 * ones.
 */
@ApplicationScoped
class KeptAnswerStore {
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

    /**
     * A key in its surroundings: those of other callers, or for other things, are other keys.
     *
     * @param caller the name of the API key
     * @param operation what is asked for
     */
    record Use(String caller, String operation, String key) {}

    KeptAnswerStore(EntityManager rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Takes a key for this transaction, or finds what it was answered with. Another transaction
     * that has taken it is waited for.
     */
    Optional<Sealed> take(Use use) {
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

    /** Keeps the answer under a key that was taken. */
    void keep(Use use, Sealed answer) {
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
