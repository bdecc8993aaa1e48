// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.events.BuildId;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.Phase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What PostgreSQL does for each combination of filters, with 100,000 builds of 5,000 ProjectEnvs.
 */
class BuildQueryIT {
    private static final String SCHEMA = "plans";
    private static final int PROJECT_ENVS = 5_000;
    private static final int BUILDS = 100_000;
    private static final int PAGE = 51;

    /**
     * Blocks of 8 KiB; the table has about 25,000. A page of rows is 51, each with an index entry.
     */
    private static final int MOST_BLOCKS = 1_500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static EmbeddedPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void fill() throws Exception {
        postgres = EmbeddedPostgres.startTemporary();
        postgres.createDatabase(SCHEMA);
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(SCHEMA));
        database.setUser(EmbeddedPostgres.USER);
        database.setPassword(postgres.password());
        GeneratedBuilds.make(database, SCHEMA, PROJECT_ENVS, BUILDS);
        connection = database.getConnection();
        try (Statement path = connection.createStatement()) {
            path.execute("set search_path to " + SCHEMA);
        }
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
        postgres.close();
    }

    /**
     * Each filter given or not, for a ProjectEnv in the middle, from the start and from a cursor.
     */
    static Stream<BuildFilter> combinations() {
        int some = PROJECT_ENVS / 2;
        var position =
                new BuildFilter.Position(
                        Instant.parse("2026-01-07T00:00:00Z"), new BuildId(new UUID(1, 1)));
        return IntStream.range(0, 1 << 8)
                .filter(given -> !given(given, 1) || given(given, 0))
                .mapToObj(given ->
                        new BuildFilter(
                                when(given, 0, GeneratedBuilds.projectEnv(some)),
                                when(given, 1, 7),
                                when(given, 2, GeneratedBuilds.project(some)),
                                when(given, 3, GeneratedBuilds.environment(some)),
                                when(given, 4, Phase.CANCELLED),
                                false,
                                when(given, 5, "order-7"),
                                when(given, 6, "source-1"),
                                when(given, 7, position)));
    }

    private static boolean given(int set, int filter) {
        return (set & 1 << filter) != 0;
    }

    private static <T> Optional<T> when(int set, int filter, T value) {
        return given(set, filter) ? Optional.of(value) : Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void aPageReadsAFewBlocksWhateverIsFilteredBy(BuildFilter filter) throws Exception {
        assertReadsFew(filter);
    }

    static Stream<BuildFilter> phases() {
        return Stream.of(Phase.values())
                .flatMap(phase ->
                        Stream.of(Optional.<String>empty(), Optional.of("prod"))
                                .map(environment ->
                                        new BuildFilter(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                environment,
                                                Optional.of(phase),
                                                false,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void aPageReadsAFewBlocksHoweverRareThePhaseIs(BuildFilter filter) throws Exception {
        assertReadsFew(filter);
    }

    private static void assertReadsFew(BuildFilter filter) throws Exception {
        BuildQuery query = BuildQuery.newest(filter, PAGE);
        try (PreparedStatement explain =
                connection.prepareStatement(
                        "explain (analyze, buffers, format json) " + query.sql())) {
            List<Object> values = query.values();
            for (int i = 0; i < values.size(); i++) {
                explain.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                JsonNode plan = JSON.readTree(row.getString(1)).get(0).get("Plan");
                assertThat(
                                plan.get("Shared Hit Blocks").asInt()
                                        + plan.get("Shared Read Blocks").asInt())
                        .as(plan.toPrettyString())
                        .isLessThan(MOST_BLOCKS);
            }
        }
    }
}
