// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.events.BuildId;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;

/**
 * Writes a log of 100 MB into a durable PostgreSQL and reads it back, beside the same lines in a
 * plain file; both are safe on the disk after each delivery. Takes a minute or two.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -DskipTests verify -pl status-service -am}
 *
 * <p>Arguments: the directory for the database and the file. Ends with 1 where a goal is missed.
 */
public final class LogBenchmark {
    private static final long BYTES = 100_000_000;
    private static final long ONE_BY_ONE_BYTES = 1_000_000;
    private static final int ROUNDS = 5;
    private static final LogLimit LIMIT = new LogLimit(1L << 30);
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    /** As build-orchestrator sends them by default. */
    private static final int LINES_OF_A_DELIVERY = 500;

    private static boolean missed;

    private LogBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        List<List<LogLine>> deliveries = deliveries(BYTES, LINES_OF_A_DELIVERY);
        long bytes = deliveries.stream().mapToLong(LogChunk::bytes).sum();
        line("%.1f MB of text in %d deliveries", bytes / 1e6, deliveries.size());
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(directory.resolve("postgres"), 0, "hornero")) {
            server.createDatabase("logs");
            try (Connection connection =
                    DriverManager.getConnection(
                            server.jdbcUrl("logs"), EmbeddedPostgres.USER, server.password())) {
                prepare(server, connection);
                compare(connection, directory.resolve("log"), deliveries, bytes);
                oneByOne(connection);
            }
        }
        System.exit(missed ? 1 : 0);
    }

    private static void prepare(EmbeddedPostgres server, Connection connection)
            throws SQLException {
        Flyway.configure()
                .dataSource(server.jdbcUrl("logs"), EmbeddedPostgres.USER, server.password())
                .schemas("status")
                .defaultSchema("status")
                .load()
                .migrate();
        connection.setAutoCommit(false);
        LogDayStore.make(connection, DAY);
        connection.commit();
    }

    private static void compare(
            Connection connection, Path file, List<List<LogLine>> deliveries, long bytes)
            throws Exception {
        double[] writing = new double[ROUNDS];
        double[] forcedWriting = new double[ROUNDS];
        double[] plainWriting = new double[ROUNDS];
        double[] reading = new double[ROUNDS];
        double[] plainReading = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            empty(connection);
            BuildId id = BuildId.of(UUID.randomUUID().toString());
            writing[round] = rate(bytes, () -> write(connection, id, deliveries));
            forcedWriting[round] = rate(bytes, () -> write(file, deliveries, true));
            plainWriting[round] = rate(bytes, () -> write(file, deliveries, false));
            reading[round] = rate(bytes, () -> read(connection, id));
            plainReading[round] = rate(bytes, () -> read(file));
        }
        double size = (double) size(connection) / bytes;
        line("MB/s, median of %d rounds, the first of which warms up", ROUNDS);
        line(
                "  written: database %.0f, file %.0f, file that is not forced to the disk %.0f",
                median(writing), median(forcedWriting), median(plainWriting));
        line("  read: database %.0f, file %.0f", median(reading), median(plainReading));
        atLeast("writing / a file", median(writing) / median(forcedWriting), 0.5);
        atLeast("reading / a file", median(reading) / median(plainReading), 0.5);
        atMost("size in the database / text", size, 0.2);
    }

    /** As a program that prints slowly has it: each line is a delivery. */
    private static void oneByOne(Connection connection) throws Exception {
        empty(connection);
        BuildId id = BuildId.of(UUID.randomUUID().toString());
        List<List<LogLine>> deliveries = deliveries(ONE_BY_ONE_BYTES, 1);
        long bytes = deliveries.stream().mapToLong(LogChunk::bytes).sum();
        double rate = rate(bytes, () -> write(connection, id, deliveries));
        line(
                "%d lines one by one: %.0f lines/s",
                deliveries.size(), rate * 1e6 * deliveries.size() / bytes);
        double dirty = (double) size(connection) / bytes;
        try (Statement vacuum = connection.createStatement()) {
            connection.commit();
            connection.setAutoCommit(true);
            vacuum.execute("vacuum full status.log_chunk_20260301");
            connection.setAutoCommit(false);
        }
        line(
                "  size in the database / text: %.3f, without the space of deleted rows %.3f",
                dirty, (double) size(connection) / bytes);
    }

    private static void empty(Connection connection) throws SQLException {
        try (Statement truncate = connection.createStatement()) {
            truncate.execute("truncate status.stored_log, status.log_chunk");
        }
        connection.commit();
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "select pg_total_relation_size('status.log_chunk_20260301')"
                                        + " + pg_total_relation_size('status.stored_log')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Megabytes in a second. */
    private static double rate(long bytes, Callable<Long> work) throws Exception {
        long begin = System.nanoTime();
        long done = work.call();
        long took = System.nanoTime() - begin;
        if (done != bytes) {
            throw new IllegalStateException("%d of %d bytes".formatted(done, bytes));
        }
        return bytes * 1e3 / took;
    }

    private static long write(Connection connection, BuildId id, List<List<LogLine>> deliveries)
            throws SQLException {
        long bytes = 0;
        for (List<LogLine> lines : deliveries) {
            LogRows.add(connection, id, lines, false, DAY, LIMIT);
            connection.commit();
            bytes += LogChunk.bytes(lines);
        }
        LogRows.add(connection, id, List.of(), true, DAY, LIMIT);
        connection.commit();
        return bytes;
    }

    private static long write(Path file, List<List<LogLine>> deliveries, boolean force)
            throws IOException {
        Files.deleteIfExists(file);
        long bytes = 0;
        try (FileChannel log =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (List<LogLine> lines : deliveries) {
                StringBuilder text = new StringBuilder();
                lines.forEach(line -> text.append(line.text()).append('\n'));
                bytes += log.write(ByteBuffer.wrap(text.toString().getBytes(UTF_8)));
                if (force) {
                    log.force(false);
                }
            }
        }
        return bytes;
    }

    private static long read(Connection connection, BuildId id) throws SQLException {
        long bytes = 0;
        long place = 0;
        LogPart part;
        do {
            part = LogRows.after(connection, id, place, DAY, LIMIT);
            connection.commit();
            for (StoredLine line : part.lines()) {
                bytes += line.plain().length() + 1;
                place = line.place();
            }
        } while (part.more());
        return bytes;
    }

    private static long read(Path file) throws IOException {
        long bytes = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                bytes += line.length() + 1;
            }
        }
        return bytes;
    }

    private static List<List<LogLine>> deliveries(long bytes, int lines) {
        TypicalLog log = new TypicalLog(new Random(1));
        List<List<LogLine>> deliveries = new ArrayList<>();
        long made = 0;
        while (made < bytes) {
            List<LogLine> delivery = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                delivery.add(log.next());
            }
            deliveries.add(delivery);
            made += LogChunk.bytes(delivery);
        }
        return deliveries;
    }

    /** What Debian's, Maven's, npm's and Go's tools print, a package or a test after the other. */
    private static final class TypicalLog {
        private static final List<String> WORDS =
                List.of(
                        ("commons spring netty jackson guava logging client server core api runtime"
                                        + " maven plugin parser codec transport handler kernel tools")
                                .split(" "));

        private final Random random;
        private final Deque<String> texts = new ArrayDeque<>();
        private Instant time = Instant.parse("2026-03-01T12:00:00Z");
        private int tool;
        private int left;

        TypicalLog(Random random) {
            this.random = random;
        }

        LogLine next() {
            if (texts.isEmpty()) {
                more();
            }
            time = time.plusNanos(100_000L + random.nextInt(5_000_000));
            return new LogLine(
                    "5e0a6c1c-59b0-4fd5-8a08-41a7b6d19f4e",
                    "kaniko",
                    time,
                    0,
                    Code.of(LogLine.Kind.OUTPUT),
                    texts.remove());
        }

        private void more() {
            if (left == 0) {
                tool = random.nextInt(5);
                left = 50 + number(150);
            }
            left--;
            String name = word() + "-" + word();
            switch (tool) {
                case 0 -> {
                    String version = "%s-%d+deb12u%d".formatted(version(), number(5), number(9));
                    texts.add(
                            "Selecting previously unselected package lib%s:amd64.".formatted(name));
                    texts.add(
                            "Preparing to unpack .../%03d-lib%s_%s_amd64.deb ..."
                                    .formatted(300 - left, name, version));
                    texts.add("Unpacking lib%s:amd64 (%s) ...".formatted(name, version));
                    texts.add("Setting up lib%s:amd64 (%s) ...".formatted(name, version));
                }
                case 1 -> {
                    String version = version();
                    String url =
                            "https://repo.maven.apache.org/maven2/org/%s/%s/%s/%s-%s.jar"
                                    .formatted(word(), name, version, name, version);
                    texts.add("[INFO] Downloading from central: %s".formatted(url));
                    texts.add(
                            "[INFO] Downloaded from central: %s (%d kB at %d.%d MB/s)"
                                    .formatted(url, number(900), number(20), number(10)));
                }
                case 2 ->
                        texts.add(
                                "npm http fetch GET 200 https://registry.npmjs.org/%s %dms (cache miss)"
                                        .formatted(name, number(900)));
                case 3 -> {
                    String test = "com.example.%s.%s%dTest".formatted(word(), word(), number(30));
                    texts.add("[INFO] Running %s".formatted(test));
                    texts.add(
                            "[INFO] Tests run: %d, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: %d.%03d s -- in %s"
                                    .formatted(number(30), number(9), number(1_000), test));
                }
                default ->
                        texts.add(
                                "ok  \texample.com/shop/internal/%s/%s\t%d.%03ds"
                                        .formatted(name, word(), number(9), number(1_000)));
            }
        }

        private String word() {
            return WORDS.get(random.nextInt(WORDS.size()));
        }

        private String version() {
            return "%d.%d.%d".formatted(number(9), number(30), number(12));
        }

        private int number(int bound) {
            return random.nextInt(bound);
        }
    }

    private static double median(double[] rates) {
        double[] measured = Arrays.copyOfRange(rates, 1, rates.length);
        Arrays.sort(measured);
        return (measured[(measured.length - 1) / 2] + measured[measured.length / 2]) / 2;
    }

    private static void atLeast(String what, double figure, double goal) {
        missed |= figure < goal;
        line(
                "  %s %s: %.2f, at least %.2f",
                figure < goal ? "MISSED " : "reached", what, figure, goal);
    }

    private static void atMost(String what, double figure, double goal) {
        missed |= figure > goal;
        line(
                "  %s %s: %.3f, at most %.3f",
                figure > goal ? "MISSED " : "reached", what, figure, goal);
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
