// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

import dev.hornero.events.Sealed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;

/** Over the table {@code arg_value}; any number of values takes one statement. */
@ApplicationScoped
class PostgresStoredArgs implements StoredArgs, PanacheRepositoryBase<ArgRow, ArgRowId> {
    private static final String PUT =
            """
            insert into arg_value (scope, owner, name, sealed, secret, bytes, changed_at)
            select ?, ?, given.name, given.sealed, given.secret, given.bytes, ?
            from unnest(?::text[], ?::text[], ?::boolean[], ?::integer[])
                as given (name, sealed, secret, bytes)
            on conflict (scope, owner, name) do update set
                sealed = excluded.sealed, secret = excluded.secret,
                bytes = excluded.bytes, changed_at = excluded.changed_at
            """;

    private final Clock clock;

    PostgresStoredArgs(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<StoredArg> of(ArgScope scope) {
        // Not as entities, which Hibernate would keep and not see change.
        return getEntityManager()
                .createQuery(
                        """
                        select a.name, a.sealed, a.secret, a.bytes from ArgRow a
                        where a.scope = :scope and a.owner = :owner order by a.name
                        """,
                        Object[].class)
                .setParameter("scope", scope.kind().name())
                .setParameter("owner", scope.owner())
                .getResultStream()
                .map(row ->
                        new StoredArg(
                                scope,
                                (String) row[0],
                                new Sealed((String) row[1]),
                                (Boolean) row[2],
                                (Integer) row[3]))
                .toList();
    }

    @Override
    public void put(ArgScope scope, List<StoredArg> values) {
        if (!values.isEmpty()) {
            getEntityManager()
                    .unwrap(Session.class)
                    .doWork(connection -> put(connection, scope, values));
        }
    }

    private void put(Connection connection, ArgScope scope, List<StoredArg> values)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, scope.kind().name());
            put.setString(2, scope.owner());
            put.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            setColumn(put, 4, "text", values, StoredArg::name);
            setColumn(put, 5, "text", values, value -> value.sealed().jwe());
            setColumn(put, 6, "boolean", values, StoredArg::secret);
            setColumn(put, 7, "integer", values, StoredArg::bytes);
            put.executeUpdate();
        }
    }

    private static void setColumn(
            PreparedStatement statement,
            int index,
            String type,
            List<StoredArg> values,
            Function<StoredArg, Object> field)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, values.stream().map(field).toArray()));
    }

    @Override
    public void remove(ArgScope scope, Collection<String> names) {
        if (!names.isEmpty()) {
            delete(
                    "scope = ?1 and owner = ?2 and name in ?3",
                    scope.kind().name(),
                    scope.owner(),
                    names);
        }
    }

    @Override
    public void removeAll(ArgScope scope) {
        delete("scope = ?1 and owner = ?2", scope.kind().name(), scope.owner());
    }
}
