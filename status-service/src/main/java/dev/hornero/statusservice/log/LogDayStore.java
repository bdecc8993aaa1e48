// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.statusservice.database.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The partitions of {@code log_chunk}, one for each day. They are made ahead and dropped whole, by
 * one instance at a time.
 */
@Singleton
final class LogDayStore {
    private static final long LOCK = 0x686f726e65726f03L;
    private static final int AHEAD = 2;
    private static final String PREFIX = "log_chunk_";

    private final Database database;
    private final Clock clock;
    private volatile LocalDate lastMade = LocalDate.MIN;

    LogDayStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Today, once it has its partition. */
    LocalDate today() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.isAfter(lastMade)) {
            makeAhead();
        }
        return today;
    }

    /** Makes the partitions of today and of the next days. */
    void makeAhead() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        lastMade = database.transaction(connection -> make(connection, today));
    }

    /** Makes the partitions of a day and of the next ones; answers the last of them. */
    static LocalDate make(Connection connection, LocalDate day) throws SQLException {
        lock(connection);
        LocalDate last = day.plusDays(AHEAD);
        SortedMap<LocalDate, Long> there = sizes(connection);
        try (Statement create = connection.createStatement()) {
            for (LocalDate each : day.datesUntil(last.plusDays(1)).toList()) {
                if (!there.containsKey(each)) {
                    create.execute(
                            "create table status.%s partition of status.log_chunk for values in ('%s')"
                                    .formatted(partition(each), each));
                }
            }
        }
        return last;
    }

    /** Bytes on disk of each day's logs. */
    SortedMap<LocalDate, Long> sizes() {
        return database.transaction(LogDayStore::sizes);
    }

    private static SortedMap<LocalDate, Long> sizes(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select relname, pg_total_relation_size(oid) from pg_class
                                join pg_inherits on oid = inhrelid
                                where inhparent = 'status.log_chunk'::regclass
                                """);
                ResultSet row = select.executeQuery()) {
            SortedMap<LocalDate, Long> sizes = new TreeMap<>();
            while (row.next()) {
                String day = row.getString(1).substring(PREFIX.length());
                sizes.put(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE), row.getLong(2));
            }
            return sizes;
        }
    }

    /** Drops the logs of a day, unless another instance has done so. */
    void drop(LocalDate day) {
        Instant now = clock.instant();
        database.transaction(connection -> {
            lock(connection);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into status.dropped_log_day (day, dropped_at) values (?, ?)
                            on conflict (day) do nothing
                            """)) {
                insert.setObject(1, day);
                insert.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
                insert.executeUpdate();
            }
            try (Statement drop = connection.createStatement()) {
                return drop.execute("drop table if exists status." + partition(day));
            }
        });
    }

    /** Those who read and write logs wait no longer than a second for this transaction. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement timeout = connection.createStatement()) {
            timeout.execute("set local lock_timeout = '1s'");
        }
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    private static String partition(LocalDate day) {
        return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }
}
