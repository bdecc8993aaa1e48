// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build.postgres;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.projectservice.build.IdempotencyKeys;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Over the table {@code idempotency_key}; old ones go when a new one comes. */
@ApplicationScoped
class PostgresIdempotencyKeys
        implements IdempotencyKeys, PanacheRepositoryBase<IdempotencyKeyRow, IdempotencyKeyRowId> {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Clock clock;

    PostgresIdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Use> find(ProjectEnvId projectEnv, String key) {
        return findByIdOptional(new IdempotencyKeyRowId(projectEnv.value(), key))
                .map(row -> new Use(new Sealed(row.sealedDigest), new BuildId(row.build)));
    }

    @Override
    public void add(ProjectEnvId projectEnv, String key, Use use) {
        delete("usedAt < ?1", clock.instant().minus(KEPT));
        IdempotencyKeyRow row = new IdempotencyKeyRow();
        row.projectEnv = projectEnv.value();
        row.key = key;
        row.sealedDigest = use.digest().jwe();
        row.build = use.build().value();
        row.usedAt = clock.instant();
        persistAndFlush(row);
    }
}
