// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * What a relay has of the world, until it is killed at a point: then its connections are cut and
 * nothing that it does has an effect, as if its process were gone.
 */
final class Victim implements EventPublisher {
    /** Between which two steps it is killed. */
    enum Point {
        /** It leads and has read nothing. */
        LEADING,
        /** It has read and sent nothing. */
        READ,
        /** Some records are with the broker, the next one is not. */
        BETWEEN_RECORDS,
        /** The broker has a record and has not said so. */
        SENT,
        /** All are acknowledged and still in the table. */
        ACKNOWLEDGED,
        /** They are out of the table, and the relay does not know. */
        CONFIRMED
    }

    private static final int SOME = 5;

    private final DataSource database;
    private final FakePublisher broker;
    private final Point point;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean dead;

    Victim(DataSource database, FakePublisher broker, Point point) {
        this.database = database;
        this.broker = broker;
        this.point = point;
    }

    boolean isDead() {
        return dead;
    }

    DataSource database() {
        return proxy(
                DataSource.class,
                database,
                (method, result) ->
                        method.equals("getConnection") ? connection((Connection) result) : result,
                _ -> {});
    }

    private Connection connection(Connection raw) {
        connections.add(raw);
        return proxy(
                Connection.class,
                raw,
                (method, result) ->
                        method.equals("prepareStatement")
                                ? statement((PreparedStatement) result)
                                : result,
                _ -> {});
    }

    private PreparedStatement statement(PreparedStatement raw) {
        String sql = raw.toString();
        return proxy(
                PreparedStatement.class,
                raw,
                (method, result) -> {
                    if (method.equals("executeQuery") && sql.contains("from outbox")) {
                        dieAt(Point.READ);
                    }
                    if (method.equals("executeUpdate") && sql.contains("delete")) {
                        dieAt(Point.CONFIRMED);
                    }
                    return result;
                },
                method -> {
                    if (method.equals("executeQuery") && sql.contains("from outbox")) {
                        dieAt(Point.LEADING);
                    }
                    if (method.equals("executeUpdate") && sql.contains("delete")) {
                        dieAt(Point.ACKNOWLEDGED);
                    }
                });
    }

    private void dieAt(Point reached) throws SQLException {
        if (dead || reached == point) {
            die();
            throw new SQLException("killed at " + point);
        }
    }

    private void die() {
        dead = true;
        connections.forEach(connection -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public CompletionStage<Void> publish(EncodedEvent event) {
        int number = sent.incrementAndGet();
        if (dead) {
            return new CompletableFuture<>();
        }
        if (point == Point.BETWEEN_RECORDS && number == SOME) {
            die();
            return new CompletableFuture<>();
        }
        CompletionStage<Void> answer = broker.publish(event);
        if (point == Point.SENT && number == SOME) {
            die();
            return new CompletableFuture<>();
        }
        return answer;
    }

    @Override
    public CompletionStage<Void> publish(Envelope<?> envelope) {
        return broker.publish(envelope);
    }

    @Override
    public CompletionStage<Void> tombstone(Topic topic, String key) {
        return broker.tombstone(topic, key);
    }

    @FunctionalInterface
    private interface After {
        Object apply(String method, Object result) throws SQLException;
    }

    @FunctionalInterface
    private interface Before {
        void apply(String method) throws SQLException;
    }

    private <T> T proxy(Class<T> type, T raw, After after, Before before) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            if (dead && !method.getName().equals("close")) {
                                throw new SQLException("killed at " + point);
                            }
                            before.apply(method.getName());
                            try {
                                return after.apply(method.getName(), method.invoke(raw, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
