// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.Story;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Many builds in a schema of a read model, made by SQL: those of a ProjectEnv are spread over all
 * the time, most have succeeded, a few still run. Each has the facts of a whole build.
 */
public final class GeneratedBuilds {
    /** The ProjectEnv whose place in the row is {@code ?}, from 0 on, has this id. */
    private static final String PROJECT_ENV_ID =
            "('00000000-0000-4000-8000-' || lpad(to_hex(%s), 12, '0'))::uuid";

    private GeneratedBuilds() {}

    /** The name of the project of a ProjectEnv; each has five environments. */
    public static String project(int projectEnv) {
        return "project-" + projectEnv / 5;
    }

    /** The name of a ProjectEnv. */
    public static String projectEnv(int projectEnv) {
        return environment(projectEnv) + "-" + project(projectEnv);
    }

    /** The environment of a ProjectEnv. */
    public static String environment(int projectEnv) {
        return Arrays.asList("dev", "test", "stage", "demo", "prod").get(projectEnv % 5);
    }

    /** Makes the tables and the rows, and has the planner know them. */
    public static void make(DataSource database, String schema, int projectEnvs, int builds)
            throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .sqlMigrationPrefix("G")
                .schemas(schema)
                .defaultSchema(schema)
                .load()
                .migrate();
        try (Connection connection = database.getConnection()) {
            try (Statement path = connection.createStatement()) {
                path.execute("set search_path to " + schema);
            }
            insertProjectEnvs(connection, projectEnvs);
            insertBuilds(connection, projectEnvs, builds);
            try (Statement analyze = connection.createStatement()) {
                analyze.execute("vacuum (analyze) project_env");
                analyze.execute("vacuum (analyze) build");
            }
        }
    }

    private static void insertProjectEnvs(Connection connection, int count) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into project_env (id, project, environment, name, deleted)
                        select %s, project, environment, environment || '-' || project, n %% 50 = 49
                        from (
                            select n, 'project-' || n / 5 as project,
                                (array['dev', 'test', 'stage', 'demo', 'prod'])[n %% 5 + 1] as environment
                            from generate_series(0, ? - 1) n) numbered
                        """
                                .formatted(PROJECT_ENV_ID.formatted("n")))) {
            insert.setInt(1, count);
            insert.executeUpdate();
        }
    }

    private static void insertBuilds(Connection connection, int projectEnvs, int builds)
            throws SQLException {
        Story story = Story.begin("project", Instant.parse("2026-01-01T00:00:00Z"));
        BuildFacts facts =
                Story.facts(story.created())
                        .join(Story.facts(story.scanned(Story.FIRST_COMMIT, "VERSION")))
                        .join(Story.facts(story.resolved(Story.FIRST_COMMIT, 1)))
                        .join(Story.facts(story.queued()))
                        .join(Story.facts(story.launched()))
                        .join(Story.facts(story.started()))
                        .join(Story.facts(story.succeeded()));
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into build (id, project_env_id, number, project, environment, project_env, phase, since,
                            sequence, resolved, answered, arguments_known, facts, caused_by, caused_by_source)
                        select gen_random_uuid(), id, k / ? + 1, project, environment, name,
                            case when k >= ? - 200 then (array['REQUESTED', 'NEEDS_VALUES', 'QUEUED', 'RUNNING'])[k %% 4 + 1]
                                when k %% 50 = 1 then 'CANCELLED'
                                when k %% 20 = 2 then 'FAILED'
                                else 'SUCCEEDED' end,
                            timestamptz '2026-01-01' + k * interval '10 seconds',
                            k, timestamptz '2026-01-01' + k * interval '10 seconds', true, true, ?::json,
                            case when k %% 7 = 0 then 'order-' || k end, case when k %% 7 = 0 then 'source-' || k %% 3 end
                        from generate_series(0, ? - 1) k join project_env on id = %s
                        """
                                .formatted(PROJECT_ENV_ID.formatted("k % ?")))) {
            insert.setInt(1, projectEnvs);
            insert.setInt(2, builds);
            insert.setString(3, FactsJson.write(facts));
            insert.setInt(4, builds);
            insert.setInt(5, projectEnvs);
            insert.executeUpdate();
        }
    }
}
