// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.database.Text;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildUpdate;
import dev.hornero.statusservice.imagebuild.model.HistoryEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes of the tables {@code build} and {@code build_event}, in whichever read model the
 * transaction has chosen.
 */
public final class BuildRows {
    private BuildRows() {}

    /** Joins an update into the build's row, which stays locked, and answers whether it changed. */
    public static boolean add(Connection connection, BuildUpdate update) throws SQLException {
        BuildFacts stated = update.facts();
        boolean changed = addFacts(connection, stated);
        remember(connection, stated.build().id(), update.entry());
        return changed;
    }

    private static boolean addFacts(Connection connection, BuildFacts stated) throws SQLException {
        Optional<BuildFacts> known = lock(connection, stated.build().id());
        if (known.isEmpty()) {
            if (insert(connection, stated)) {
                return true;
            }
            // Another instance was quicker, and has committed.
            known = lock(connection, stated.build().id());
        }
        BuildFacts before = known.orElseThrow();
        BuildFacts joined = before.join(stated);
        if (joined.equals(before)) {
            return false;
        }
        update(connection, joined);
        return true;
    }

    private static Optional<BuildFacts> lock(Connection connection, BuildId id)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select facts from build where id = ? for update")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(FactsJson.read(row.getString(1)))
                        : Optional.empty();
            }
        }
    }

    private static boolean insert(Connection connection, BuildFacts facts) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into build (phase, since, sequence, resolved, answered, arguments_known, facts,
                            caused_by, caused_by_source, project_env_id, number, project, environment, project_env, id)
                        values (?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do nothing
                        """)) {
            int next = setDerived(insert, facts);
            insert.setObject(next++, facts.build().projectEnv().id().value());
            insert.setInt(next++, facts.build().number());
            insert.setString(next++, facts.build().projectEnv().project());
            insert.setString(next++, facts.build().projectEnv().environment());
            insert.setString(next++, facts.build().projectEnv().name());
            insert.setObject(next, facts.build().id().value());
            return insert.executeUpdate() == 1;
        }
    }

    private static void update(Connection connection, BuildFacts facts) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update build set phase = ?, since = ?, sequence = ?, resolved = ?,
                            answered = ?, arguments_known = ?, facts = ?::json, caused_by = ?,
                            caused_by_source = ?, changed = pg_current_xact_id()
                        where id = ?
                        """)) {
            int next = setDerived(update, facts);
            update.setObject(next, facts.build().id().value());
            update.executeUpdate();
        }
    }

    private static int setDerived(PreparedStatement statement, BuildFacts facts)
            throws SQLException {
        int next = 1;
        statement.setString(next++, facts.phase().name());
        statement.setObject(next++, column(facts.since()));
        statement.setObject(next++, orNull(facts.sequence()), Types.BIGINT);
        statement.setObject(
                next++,
                orNull(facts.resolvedAt().map(BuildRows::column)),
                Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setBoolean(next++, facts.answered());
        statement.setBoolean(next++, facts.arguments().isPresent());
        statement.setString(next++, FactsJson.write(facts));
        statement.setString(next++, orNull(facts.build().causedBy().map(Text::storable)));
        statement.setString(next++, orNull(facts.build().causedBySource().map(Text::storable)));
        return next;
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    /** An event that comes twice is one; where the two differ the earlier counts, as for facts. */
    private static void remember(Connection connection, BuildId id, HistoryEntry entry)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into build_event (build_id, source, event_id, type, time, text)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (build_id, source, event_id) do update
                            set type = excluded.type, time = excluded.time, text = excluded.text
                            where (excluded.time, excluded.text)
                                < (build_event.time, build_event.text)
                        """)) {
            insert.setObject(1, id.value());
            insert.setString(2, Text.storable(entry.source()));
            insert.setString(3, Text.storable(entry.id()));
            insert.setString(4, entry.type());
            insert.setString(5, Text.of(entry.time()));
            insert.setString(6, Text.storable(entry.text()));
            insert.executeUpdate();
        }
    }

    /** The column holds microseconds, and its driver would round up. */
    private static OffsetDateTime column(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
