// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.database.Text;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.HistoryEntry;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.ChangePosition;
import dev.hornero.statusservice.notice.Notices;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The builds, in the read model's tables {@code build} and {@code build_event}. */
@Singleton
final class PostgresBuilds implements Builds {
    private final Database database;

    PostgresBuilds(Database database) {
        this.database = database;
    }

    @Override
    public Optional<KnownBuild> find(BuildId id) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(BuildQuery.SELECT + "where id = ?")) {
                select.setObject(1, id.value());
                return knownBuilds(select).stream().findFirst();
            }
        });
    }

    @Override
    public Optional<BuildFacts> before(BuildRef build) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select facts from build
                            where project_env_id = ? and number < ? and arguments_known
                            order by number desc limit 1
                            """)) {
                select.setObject(1, build.projectEnv().id().value());
                select.setInt(2, build.number());
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(FactsJson.read(row.getString("facts")))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<KnownBuild> newest(BuildFilter filter, int rows) {
        BuildQuery query = BuildQuery.newest(filter, rows);
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(query.sql())) {
                for (int i = 0; i < query.values().size(); i++) {
                    select.setObject(i + 1, query.values().get(i));
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
                            BuildQuery.SELECT
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
    public ChangedBuilds changedAfter(ChangePosition position, int limit) {
        return database.read(connection -> {
            // First the position: what ends after it may or may not be among the builds.
            ChangePosition now = position(connection);
            if (!now.continues(position)) {
                return new ChangedBuilds(Optional.empty(), now);
            }
            try (PreparedStatement select =
                    connection.prepareStatement(
                            BuildQuery.SELECT
                                    + """
                                    where changed >= ?::text::xid8
                                    order by changed, id limit ?
                                    """)) {
                select.setString(1, Long.toString(position.transaction()));
                select.setInt(2, limit + 1);
                List<KnownBuild> builds = knownBuilds(select);
                return new ChangedBuilds(
                        Optional.of(builds).filter(found -> found.size() <= limit), now);
            }
        });
    }

    @Override
    public ChangePosition position() {
        return database.read(PostgresBuilds::position);
    }

    private static ChangePosition position(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + Notices.POSITION);
                ResultSet row = select.executeQuery()) {
            row.next();
            return ChangePosition.read(row.getString(1)).orElseThrow();
        }
    }

    @Override
    public void notifyUnanswered(Instant after, Instant until) {
        database.write(connection -> {
            try (PreparedStatement touch =
                    connection.prepareStatement(
                            """
                            update build set changed = pg_current_xact_id()
                            where phase = 'QUEUED' and not answered
                                and resolved > ? and resolved <= ?
                            returning id
                            """)) {
                touch.setObject(1, after.atOffset(ZoneOffset.UTC));
                touch.setObject(2, until.atOffset(ZoneOffset.UTC));
                try (ResultSet row = touch.executeQuery()) {
                    while (row.next()) {
                        Notices.buildChanged(connection, new BuildId(row.getObject(1, UUID.class)));
                    }
                }
            }
        });
    }

    @Override
    public List<HistoryEntry> history(BuildId id) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select event_id, source, type, time, text from build_event
                            where build_id = ?
                            """)) {
                select.setObject(1, id.value());
                return entries(select);
            }
        });
    }

    private static List<HistoryEntry> entries(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<HistoryEntry> entries = new ArrayList<>();
            while (row.next()) {
                entries.add(
                        new HistoryEntry(
                                row.getString("event_id"),
                                row.getString("source"),
                                row.getString("type"),
                                Text.time(row.getString("time")),
                                row.getString("text")));
            }
            entries.sort(Comparator.comparing(HistoryEntry::time).thenComparing(HistoryEntry::id));
            return entries;
        }
    }
}
