// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.events.BuildId;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Logs in a real database. */
class LogRowsIT {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final LogLimit LIMIT = new LogLimit(1024 * 1024);

    private static @Nullable EmbeddedPostgres server;

    private BuildId id;
    private Connection connection;

    @BeforeContainer
    static void start() throws SQLException {
        EmbeddedPostgres started = EmbeddedPostgres.startTemporary();
        server = started;
        started.createDatabase("logs");
        Flyway.configure()
                .dataSource(started.jdbcUrl("logs"), EmbeddedPostgres.USER, started.password())
                .schemas("status")
                .defaultSchema("status")
                .load()
                .migrate();
        try (Connection connection = connect()) {
            LogDayStore.make(connection, DAY);
            connection.commit();
        }
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    private static Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        server.jdbcUrl("logs"), EmbeddedPostgres.USER, server.password());
        connection.setAutoCommit(false);
        return connection;
    }

    @BeforeTry
    void open() throws SQLException {
        id = BuildId.of(UUID.randomUUID().toString());
        connection = connect();
    }

    @AfterTry
    void close() throws SQLException {
        connection.close();
    }

    @Provide
    Arbitrary<List<List<LogLine>>> deliveries() {
        return AnyLog.deliveries();
    }

    private static LogLine line(int number, String text) {
        return new LogLine(
                "pod-1", "kaniko", NOON.plusMillis(number), 0, Code.of(LogLine.Kind.OUTPUT), text);
    }

    private static List<LogLine> lines(int from, int to, String text) {
        return IntStream.range(from, to).mapToObj(i -> line(i, i + text)).toList();
    }

    private boolean add(List<LogLine> lines, boolean last) throws SQLException {
        boolean added = LogRows.add(connection, id, lines, last, DAY, LIMIT);
        connection.commit();
        return added;
    }

    private List<StoredLine> after(long place) throws SQLException {
        List<StoredLine> lines = new ArrayList<>();
        LogPart part = LogRows.after(connection, id, place, DAY, LIMIT);
        lines.addAll(part.lines());
        while (part.more()) {
            part = LogRows.after(connection, id, lines.getLast().place(), DAY, LIMIT);
            lines.addAll(part.lines());
        }
        connection.commit();
        return lines;
    }

    private long count(String table) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from status." + table + " where build_id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace(":id", "'" + id.value() + "'"));
        }
        connection.commit();
    }

    @Property(tries = 60)
    void anySplitAndRepetitionOfLinesGivesTheSameLog(
            @ForAll("deliveries") List<List<LogLine>> deliveries) throws SQLException {
        for (List<LogLine> lines : deliveries) {
            add(lines, false);
        }
        List<LogLine> whole = AnyLog.whole(deliveries);

        List<StoredLine> stored = after(0);

        assertThat(stored).extracting(StoredLine::line).isEqualTo(whole);
        assertThat(stored)
                .extracting(StoredLine::place)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, whole.size()).mapToObj(i -> (long) i).toList());
        for (int place = 0; place <= whole.size(); place++) {
            assertThat(after(place)).isEqualTo(stored.subList(place, stored.size()));
        }
        for (List<LogLine> lines : deliveries) {
            assertThat(add(lines, false)).isFalse();
        }
    }

    @Example
    void linesThatComeOneByOneBecomeFewChunks() throws SQLException {
        List<LogLine> lines = lines(0, 1_000, "x".repeat(100));
        for (LogLine line : lines) {
            add(List.of(line), false);
        }
        assertThat(after(0)).extracting(StoredLine::line).isEqualTo(lines);
        assertThat(count("log_chunk")).isLessThan(400);

        add(List.of(), true);

        assertThat(count("log_chunk")).isEqualTo(7);
        assertThat(after(0)).extracting(StoredLine::line).isEqualTo(lines);
        assertThat(LogRows.after(connection, id, 1_000, DAY, LIMIT).last()).isTrue();
    }

    @Example
    void ofALogThatIsTooLongTheMiddleIsCut() throws SQLException {
        int count = 30_000;
        for (int i = 0; i < count; i += 500) {
            add(lines(i, i + 500, "x".repeat(90)), false);
        }

        List<StoredLine> stored = after(0);

        List<StoredLine> gaps = stored.stream().filter(StoredLine::gap).toList();
        assertThat(gaps).hasSize(1);
        int begin = stored.indexOf(gaps.getFirst());
        long end = gaps.getFirst().place();
        List<LogLine> all = lines(0, count, "x".repeat(90));
        List<LogLine> cut = all.subList(begin, (int) end);
        assertThat(gaps.getFirst().plain())
                .isEqualTo(
                        "--- %d lines (%d bytes) are missing here: the log is longer than what is kept of one. ---"
                                .formatted(cut.size(), LogChunk.bytes(cut)));
        assertThat(stored.subList(0, begin))
                .extracting(StoredLine::line)
                .isEqualTo(all.subList(0, begin));
        assertThat(stored.subList(begin + 1, stored.size()))
                .extracting(StoredLine::line)
                .isEqualTo(all.subList((int) end, count));
        assertThat(stored.getLast().place()).isEqualTo(count);
        // A reader that was in the middle when it was cut, or had seen the gap
        assertThat(after(begin + 7)).isEqualTo(stored.subList(begin, stored.size()));
        assertThat(after(end)).isEqualTo(stored.subList(begin + 1, stored.size()));
        // A whole log that is delivered again changes nothing
        assertThat(add(all.subList(10_000, 10_500), false)).isFalse();
        assertThat(add(all.subList(0, 500), false)).isFalse();
        assertThat(add(all.subList(count - 500, count), false)).isFalse();
    }

    @Example
    void logOfTheReleaseBeforeIsReadAndGoesOn() throws SQLException {
        change("insert into status.build_log (build_id, lines, complete) values (:id, 3, false)");
        change(
                """
                insert into status.log_line
                    (build_id, number, pod, container, time, ordinal, gap, text)
                values (:id, 1, 'pod-1', 'kaniko', '2026-03-01T12:00:00.000000000Z', 0, false, '0'),
                    (:id, 2, 'pod-1', 'kaniko', '2026-03-01T12:00:00.001000000Z', 0, true, 'gap')
                """);

        assertThat(after(0)).extracting(StoredLine::plain).containsExactly("0", "--- gap ---");

        add(List.of(line(1, "gap"), line(2, "2")), true);
        assertThat(after(0)).extracting(StoredLine::plain).containsExactly("0", "--- gap ---", "2");
        assertThat(count("log_line")).as("lines for a rollback").isEqualTo(2);
    }

    @Example
    void completeLogOfTheReleaseBeforeIsComplete() throws SQLException {
        change("insert into status.build_log (build_id, lines, complete) values (:id, 0, true)");

        assertThat(LogRows.after(connection, id, 0, DAY, LIMIT))
                .isEqualTo(new LogPart(List.of(), false, true));
    }

    @Example
    void logOfADayThatWasDroppedDoesNotGrow() throws SQLException {
        LocalDate dropped = LocalDate.parse("2025-01-01");
        LogDayStore.make(connection, dropped);
        LogRows.add(connection, id, lines(0, 3, ""), false, dropped, LIMIT);
        change("insert into status.dropped_log_day values ('2025-01-01', '2025-04-01T12:00:00Z')");
        change("drop table status.log_chunk_20250101");

        assertThat(add(lines(3, 6, ""), true)).isFalse();
        assertThat(after(0)).isEmpty();
        assertThat(LogRows.keptUntil(connection, id))
                .contains(Instant.parse("2025-04-01T12:00:00Z"));
    }

    @Example
    void partitionsAreMadeOnceByManyAtOnce() throws Exception {
        LocalDate day = LocalDate.parse("2027-01-01");
        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LocalDate>> made =
                    IntStream.range(0, 8).mapToObj(_ -> instances.submit(() -> make(day))).toList();
            for (Future<LocalDate> one : made) {
                assertThat(one.get()).isEqualTo(LocalDate.parse("2027-01-03"));
            }
        }
    }

    private static LocalDate make(LocalDate day) throws SQLException {
        try (Connection own = connect()) {
            LocalDate last = LogDayStore.make(own, day);
            own.commit();
            return last;
        }
    }
}
