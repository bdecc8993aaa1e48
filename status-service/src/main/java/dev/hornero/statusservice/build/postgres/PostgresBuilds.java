// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build.postgres;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.build.BuildFacts;
import dev.hornero.statusservice.build.BuildFilter;
import dev.hornero.statusservice.build.Builds;
import dev.hornero.statusservice.build.KnownBuild;
import dev.hornero.statusservice.build.Moment;
import dev.hornero.statusservice.build.Telling;
import dev.hornero.statusservice.postgres.Database;
import dev.hornero.statusservice.postgres.Text;
import dev.hornero.statusservice.stream.Change;
import dev.hornero.statusservice.stream.postgres.Notices;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In the read model's tables {@code build} and {@code build_event}. */
@Singleton
final class PostgresBuilds implements Builds {
    private static final String SELECT =
            """
            select facts,
                case when phase = 'QUEUED' and sequence is not null then
                    (select count(*) from build other
                     where other.project_env_id = build.project_env_id
                         and other.sequence < build.sequence
                         and other.phase not in ('SUCCEEDED', 'FAILED', 'CANCELLED'))
                end as ahead
            from build
            """;

    private final Database database;

    PostgresBuilds(Database database) {
        this.database = database;
    }

    @Override
    public void add(Telling telling) {
        database.write(connection -> {
            BuildFacts told = telling.facts();
            Optional<BuildFacts> known = lock(connection, told.build().id());
            if (known.isEmpty() && !insert(connection, told)) {
                // Another instance was quicker, and has committed.
                known = lock(connection, told.build().id());
            }
            boolean changed = known.isEmpty();
            if (known.isPresent()) {
                BuildFacts joined = known.get().join(told);
                changed = !joined.equals(known.get());
                if (changed) {
                    update(connection, joined);
                }
            }
            remember(connection, told.build().id(), telling.moment());
            if (changed) {
                Notices.send(connection, new Change.OfBuild(told.build().id()));
            }
        });
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
                        insert into build (phase, since, sequence, resolved, answered, facts,
                            project_env_id, number, project, environment, project_env, id)
                        values (?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?)
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
                            answered = ?, facts = ?::json
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
        statement.setObject(
                next++, facts.since().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        statement.setObject(next++, orNull(facts.sequence()), java.sql.Types.BIGINT);
        statement.setObject(
                next++,
                orNull(
                        facts.resolvedAt()
                                .map(at -> at.truncatedTo(ChronoUnit.MICROS))
                                .map(at -> at.atOffset(ZoneOffset.UTC))),
                java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setBoolean(next++, facts.answered());
        statement.setString(next++, FactsJson.write(facts));
        return next;
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    /** An event told twice is one; where the tellings differ the earlier holds, as for facts. */
    private static void remember(Connection connection, BuildId id, Moment moment)
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
            insert.setString(2, Text.storable(moment.source()));
            insert.setString(3, Text.storable(moment.id()));
            insert.setString(4, moment.type());
            insert.setString(5, Text.of(moment.time()));
            insert.setString(6, Text.storable(moment.text()));
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<KnownBuild> find(BuildId id) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + "where id = ?")) {
                select.setObject(1, id.value());
                return knownBuilds(select).stream().findFirst();
            }
        });
    }

    @Override
    public List<KnownBuild> newest(BuildFilter filter, int rows) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        filter.projectEnv()
                .ifPresent(name -> {
                    conditions.add("project_env = ?");
                    values.add(name);
                });
        filter.project()
                .ifPresent(name -> {
                    conditions.add("project = ?");
                    values.add(name);
                });
        filter.environment()
                .ifPresent(name -> {
                    conditions.add("environment = ?");
                    values.add(name);
                });
        filter.phase()
                .ifPresent(phase -> {
                    conditions.add("phase = ?");
                    values.add(phase.name());
                });
        filter.before()
                .ifPresent(position -> {
                    conditions.add("(since, id) < (?, ?)");
                    values.add(OffsetDateTime.ofInstant(position.since(), ZoneOffset.UTC));
                    values.add(position.id().value());
                });
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        values.add(rows);
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            SELECT + where + " order by since desc, id desc limit ?")) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                return knownBuilds(select);
            }
        });
    }

    @Override
    public Map<ProjectEnvId, KnownBuild> lastOf(Collection<ProjectEnvId> projectEnvs) {
        Object[] ids = projectEnvs.stream().map(ProjectEnvId::value).toArray();
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            SELECT
                                    + """
                                    where (project_env_id, number) in (
                                        select project_env_id, max(number) from build
                                        where project_env_id = any (?)
                                        group by project_env_id)
                                    """)) {
                select.setArray(1, connection.createArrayOf("uuid", ids));
                Map<ProjectEnvId, KnownBuild> last = new HashMap<>();
                knownBuilds(select)
                        .forEach(build -> last.put(build.facts().build().projectEnv().id(), build));
                return last;
            }
        });
    }

    private static List<KnownBuild> knownBuilds(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<KnownBuild> builds = new ArrayList<>();
            while (row.next()) {
                builds.add(
                        new KnownBuild(
                                FactsJson.read(row.getString("facts")),
                                Optional.ofNullable(row.getObject("ahead", Long.class))
                                        .map(Math::toIntExact)));
            }
            return builds;
        }
    }

    @Override
    public List<Moment> history(BuildId id) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select event_id, source, type, time, text from build_event
                            where build_id = ?
                            """)) {
                select.setObject(1, id.value());
                return moments(select);
            }
        });
    }

    private static List<Moment> moments(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Moment> moments = new ArrayList<>();
            while (row.next()) {
                moments.add(
                        new Moment(
                                row.getString("event_id"),
                                row.getString("source"),
                                row.getString("type"),
                                Text.time(row.getString("time")),
                                row.getString("text")));
            }
            moments.sort(Comparator.comparing(Moment::time).thenComparing(Moment::id));
            return moments;
        }
    }
}
