// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.BuildId;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.projectservice.outbox.OutboxConfig;
import dev.hornero.projectservice.outbox.RefusedBuilds;
import dev.hornero.projectservice.schema.Schema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Empties the outbox: one relay at a time over all instances (advisory lock), in the order of the
 * table, and a row goes only when the broker has its record. So a record may go twice and never not
 * at all; consumers know it by its event id.
 */
@Singleton
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    /** Any number that nobody else locks. */
    private static final long LOCK = 0x686f726e65726fL;

    private static final String SELECT =
            """
            select id, topic, event_key, headers::text, payload, build
            from outbox order by id limit ? for update
            """;

    private final AgroalDataSource database;
    private final EventPublisher publisher;
    private final RefusedBuilds refusedBuilds;
    private final Schema schema;
    private final ObjectMapper json;
    private final OutboxConfig config;
    private volatile boolean stopped;
    private volatile Optional<Thread> thread = Optional.empty();

    OutboxRelay(
            AgroalDataSource database,
            EventPublisher publisher,
            RefusedBuilds refusedBuilds,
            Schema schema,
            ObjectMapper json,
            OutboxConfig config) {
        this.database = database;
        this.publisher = publisher;
        this.refusedBuilds = refusedBuilds;
        this.schema = schema;
        this.json = json;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread = Optional.of(Thread.ofVirtual().name("outbox-relay").start(this::run));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread.get().join(config.acknowledgement());
        }
    }

    private void run() {
        try {
            schema.awaitReady();
            while (!stopped) {
                try (Connection connection = database.getConnection()) {
                    relay(connection);
                } catch (SQLException | RuntimeException e) {
                    if (!stopped) {
                        LOG.warn("Outbox cannot be read and will be tried again", e);
                        Thread.sleep(config.poll());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(true);
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen outbox");
        }
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (!stopped) {
            boolean more = batch(connection);
            if (!more) {
                notifications.getNotifications((int) config.poll().toMillis());
            }
        }
    }

    /** Whether another batch is worth a look at once. */
    private boolean batch(Connection connection) throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try {
            boolean more = false;
            if (isTheOneRelay(connection)) {
                List<OutgoingRecord> batch = read(connection);
                if (!batch.isEmpty()) {
                    more = send(connection, batch) && batch.size() == config.batch();
                }
            }
            connection.commit();
            return more;
        } catch (SQLException | InterruptedException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean send(Connection connection, List<OutgoingRecord> batch)
            throws SQLException, InterruptedException {
        Dispatch.Outcome outcome = Dispatch.send(publisher, batch, config.acknowledgement());
        outcome.refused().forEach(this::refuse);
        delete(
                connection,
                Stream.concat(
                                outcome.sent().stream(),
                                outcome.refused().stream().map(OutgoingRecord::id))
                        .toList());
        outcome.failure()
                .ifPresent(failure ->
                        LOG.warnf(
                                "Events could not be sent and will be tried again events=%d"
                                        + " reason=%s",
                                batch.size() - outcome.sent().size() - outcome.refused().size(),
                                failure));
        return outcome.failure().isEmpty();
    }

    private void refuse(OutgoingRecord given) {
        LOG.errorf(
                "The broker refuses an event for its size topic=%s key=%s buildId=%s",
                given.topic(), given.key(), given.build().map(UUID::toString).orElse("none"));
        given.build().ifPresent(build -> refusedBuilds.refused(new BuildId(build)));
    }

    private static boolean isTheOneRelay(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private List<OutgoingRecord> read(Connection connection) throws SQLException {
        List<OutgoingRecord> batch = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(1, config.batch());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    batch.add(
                            new OutgoingRecord(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    headers(rows.getString(4)),
                                    Optional.ofNullable(rows.getString(5)),
                                    Optional.ofNullable(rows.getObject(6, UUID.class))));
                }
            }
        }
        return batch;
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers in the outbox are no JSON", e);
        }
    }

    private static void delete(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from outbox where id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }
}
