// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.projectservice.database.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.TimeoutException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

class OutboxRelayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicLong DATABASES = new AtomicLong();
    private static final Schema READY =
            new Schema() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void awaitReady() {
                    // It is
                }
            };

    private static EmbeddedPostgres postgres;

    private final FakePublisher broker = new FakePublisher();
    private final List<OutboxRelay> relays = new ArrayList<>();
    private PGSimpleDataSource database;
    private Connection own;

    @BeforeAll
    static void startPostgres() {
        postgres = EmbeddedPostgres.startTemporary();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void makeTables() throws SQLException {
        String name = "relay" + DATABASES.incrementAndGet();
        postgres.createDatabase(name);
        database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl(name));
        database.setUser(EmbeddedPostgres.USER);
        database.setPassword(postgres.password());
        Flyway.configure().dataSource(database).load().migrate();
        own = database.getConnection();
    }

    @AfterEach
    void stopRelays() throws InterruptedException, SQLException {
        for (OutboxRelay relay : relays) {
            relay.stop();
        }
        own.close();
    }

    private OutboxRelay start(DataSource over, EventPublisher publisher, OutboxConfig config) {
        OutboxRelay relay =
                new OutboxRelay(
                        over,
                        new OrderedSender(publisher, _ -> {}, new ObjectMapper()),
                        READY,
                        Clock.systemUTC(),
                        config);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void start() {
        start(database, broker, TestOutboxConfig.DEFAULT);
    }

    private void add(String key, String payload) throws SQLException {
        try (PreparedStatement insert =
                own.prepareStatement(
                        """
                        insert into outbox (topic, event_key, headers, payload, created_at)
                        values ('hornero.builds', ?, '{}', ?, now())
                        """)) {
            insert.setString(1, key);
            insert.setString(2, payload);
            insert.executeUpdate();
        }
    }

    private void addAll(String key, int count) throws SQLException {
        for (int i = 1; i <= count; i++) {
            add(key, key + "-" + i);
        }
    }

    private static List<String> expected(String key, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> key + "-" + i).toList();
    }

    private long ask(String query) throws SQLException {
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void awaitEmpty() {
        await().atMost(PATIENCE).until(() -> ask("select count(*) from outbox") == 0);
    }

    /** A record that came twice counts where it came first, as its readers see it. */
    private static Collection<String> firsts(List<String> published) {
        return new LinkedHashSet<>(published);
    }

    @Test
    void recordsOfAKeyArriveInTheirOrderAndLeaveTheTable() throws Exception {
        addAll("a", 50);
        addAll("b", 50);

        start();

        awaitEmpty();
        assertThat(broker.of("a")).isEqualTo(expected("a", 50));
        assertThat(broker.of("b")).isEqualTo(expected("b", 50));
    }

    @Test
    void aKeyThatFailsHoldsUpNoOther() throws Exception {
        broker.answer(event ->
                event.key().equals("bad")
                        ? failedFuture(new TimeoutException("no leader"))
                        : FakePublisher.AT_ONCE);
        addAll("bad", 500);
        addAll("good", 50);

        start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(broker.of("good")).isEqualTo(expected("good", 50)));
        assertThat(broker.of("bad")).isEmpty();
        broker.answer(_ -> FakePublisher.AT_ONCE);
        awaitEmpty();
        assertThat(broker.of("bad")).isEqualTo(expected("bad", 500));
    }

    @Test
    void manyKeysWithoutAnAnswerHoldUpNoOtherAndNoTransactionIsOpen() throws Exception {
        Map<String, CompletableFuture<Void>> unanswered = new ConcurrentHashMap<>();
        broker.answer(event ->
                event.key().startsWith("bad")
                        ? unanswered.computeIfAbsent(event.json(), _ -> new CompletableFuture<>())
                        : FakePublisher.AT_ONCE);
        for (int i = 0; i < 100; i++) {
            addAll("bad" + i, 3);
        }
        addAll("good", 10);

        start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(broker.of("good")).isEqualTo(expected("good", 10)));
        assertThat(
                        ask(
                                "select count(*) from pg_stat_activity where state like 'idle in"
                                        + " transaction%'"))
                .isZero();
        broker.answer(_ -> FakePublisher.AT_ONCE);
        unanswered
                .values()
                .forEach(each -> each.completeExceptionally(new TimeoutException("expired")));
        awaitEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(broker.of("bad" + i)).isEqualTo(expected("bad" + i, 3));
        }
    }

    @Test
    void onlySoManyBytesAreKeptInMemory() throws Exception {
        AtomicLong inFlight = new AtomicLong();
        AtomicLong most = new AtomicLong();
        broker.answer(event -> {
            most.accumulateAndGet(inFlight.addAndGet(event.json().length()), Math::max);
            return CompletableFuture.runAsync(
                    () -> inFlight.addAndGet(-event.json().length()),
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        });
        String large = "x".repeat(100_000);
        for (int i = 0; i < 60; i++) {
            add("key" + i, i + large);
        }

        start(database, broker, new TestOutboxConfig(1_000, 500_000));

        awaitEmpty();
        assertThat(most.get()).isBetween(100_000L, 700_000L);
    }

    @ParameterizedTest
    @EnumSource(Victim.Point.class)
    void nothingIsLostOrOvertakenWhicheverStepARelayDiesAt(Victim.Point point) throws Exception {
        for (int i = 1; i <= 10; i++) {
            add("a", "a-" + i);
            add("b", "b-" + i);
            add("c", "c-" + i);
        }
        Victim victim = new Victim(database, broker, point);
        start(victim.database(), victim, new TestOutboxConfig(12, 1_000_000));
        await().atMost(PATIENCE).until(victim::isDead);

        start();

        awaitEmpty();
        for (String key : List.of("a", "b", "c")) {
            assertThat(firsts(broker.of(key))).containsExactlyElementsOf(expected(key, 10));
        }
        assertThat(
                        broker.all().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Function.identity(), Collectors.counting())))
                .allSatisfy((_, times) -> assertThat(times).isLessThanOrEqualTo(2));
    }

    @Test
    void ofTwoRelaysOneLeadsAndTheOtherGoesOnWhenThatIsCutOff() throws Exception {
        start();
        start();
        for (int i = 1; i <= 200; i++) {
            add("a", "a-" + i);
            add("b", "b-" + i);
            if (i % 20 == 0) {
                await().atMost(PATIENCE).until(() -> cutOffTheLeader() > 0);
            }
        }

        awaitEmpty();
        assertThat(firsts(broker.of("a"))).containsExactlyElementsOf(expected("a", 200));
        assertThat(firsts(broker.of("b"))).containsExactlyElementsOf(expected("b", 200));
    }

    private long cutOffTheLeader() throws SQLException {
        return ask(
                """
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and pid <> pg_backend_pid()
                and database =
                    (select oid from pg_database where datname = current_database())
                """);
    }

    @Test
    void theLeadIsFreeAfterAStop() throws Exception {
        start();
        addAll("a", 1);
        awaitEmpty();
        relays.getFirst().stop();

        assertThat(
                        ask(
                                "select count(*) from pg_locks where locktype = 'advisory' and"
                                        + " database = (select oid from pg_database where datname ="
                                        + " current_database())"))
                .isZero();
    }
}
