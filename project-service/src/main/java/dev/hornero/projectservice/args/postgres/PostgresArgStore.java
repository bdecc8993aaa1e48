// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args.postgres;

import dev.hornero.events.Sealed;
import dev.hornero.projectservice.args.ArgScope;
import dev.hornero.projectservice.args.ArgStore;
import dev.hornero.projectservice.args.StoredArg;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Over the table {@code arg_value}. */
@ApplicationScoped
class PostgresArgStore implements ArgStore, PanacheRepositoryBase<ArgRow, ArgRowId> {
    private final Clock clock;

    PostgresArgStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<StoredArg> of(ArgScope scope) {
        return find("scope = ?1 and owner = ?2 order by name", scope.kind().name(), scope.owner())
                .stream()
                .map(row ->
                        new StoredArg(
                                scope, row.name, new Sealed(row.sealed), row.secret, row.bytes))
                .toList();
    }

    @Override
    public void put(StoredArg value) {
        ArgRow row = new ArgRow();
        row.scope = value.scope().kind().name();
        row.owner = value.scope().owner();
        row.name = value.name();
        row.sealed = value.sealed().jwe();
        row.secret = value.secret();
        row.bytes = value.bytes();
        row.changedAt = clock.instant();
        getEntityManager().merge(row);
        flush();
    }

    @Override
    public void remove(ArgScope scope, String name) {
        delete("scope = ?1 and owner = ?2 and name = ?3", scope.kind().name(), scope.owner(), name);
    }

    @Override
    public void removeAll(ArgScope scope) {
        delete("scope = ?1 and owner = ?2", scope.kind().name(), scope.owner());
    }
}
