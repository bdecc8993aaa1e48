// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.envelope.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Over the table {@code outbox}; its trigger wakes the relay. */
@ApplicationScoped
class PostgresOutbox implements Outbox {
    private static final String INSERT =
            """
            insert into outbox (topic, event_key, headers, payload, build, created_at)
            values (:topic, :key, cast(:headers as jsonb), :payload, cast(:build as uuid), :now)
            """;

    private final EntityManager database;
    private final Envelopes envelopes;
    private final EventCodec codec;
    private final ObjectMapper json;
    private final Clock clock;
    private final OutboxConfig config;

    PostgresOutbox(
            EntityManager database,
            Envelopes envelopes,
            EventCodec codec,
            ObjectMapper json,
            Clock clock,
            OutboxConfig config) {
        this.database = database;
        this.envelopes = envelopes;
        this.codec = codec;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public void append(Event event, Optional<String> traceparent) {
        append(encode(event, traceparent), null);
    }

    @Override
    public void append(Event event, BuildId build, Optional<String> traceparent) {
        append(encode(event, traceparent), build.value());
    }

    @Override
    public void tombstone(Topic topic, String key) {
        insert(topic.topicName(), key, Map.of(), null, null);
    }

    @Override
    public boolean fits(ArgsResolved event) {
        return encode(event, Optional.empty()).json().getBytes(StandardCharsets.UTF_8).length
                <= config.largestRecord();
    }

    private EncodedEvent encode(Event event, Optional<String> traceparent) {
        return codec.encode(envelopes.fresh(event, traceparent));
    }

    private void append(EncodedEvent event, @Nullable UUID build) {
        insert(event.topic(), event.key(), event.headers(), event.json(), build);
    }

    private void insert(
            String topic,
            String key,
            Map<String, String> headers,
            @Nullable String payload,
            @Nullable UUID build) {
        // The statement runs at once: the order of the table is the order of the calls.
        database.unwrap(Session.class)
                .createNativeMutationQuery(INSERT)
                .setParameter("topic", topic)
                .setParameter("key", key)
                .setParameter("headers", text(headers))
                .setParameter("payload", payload, String.class)
                .setParameter("build", build == null ? null : build.toString(), String.class)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private String text(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers have no JSON", e);
        }
    }
}
