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
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Over the table {@code outbox}; its trigger wakes the relay. */
@ApplicationScoped
class PostgresOutbox implements Outbox, PanacheRepositoryBase<OutboxRow, Long> {
    private final Envelopes envelopes;
    private final EventCodec codec;
    private final ObjectMapper json;
    private final Clock clock;
    private final OutboxConfig config;

    PostgresOutbox(
            Envelopes envelopes,
            EventCodec codec,
            ObjectMapper json,
            Clock clock,
            OutboxConfig config) {
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
        OutboxRow row = new OutboxRow();
        row.topic = topic;
        row.eventKey = key;
        row.headers = text(headers);
        row.payload = payload;
        row.build = build;
        row.createdAt = clock.instant();
        // At once: the table's order is the order of the calls.
        persistAndFlush(row);
    }

    private String text(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers have no JSON", e);
        }
    }
}
