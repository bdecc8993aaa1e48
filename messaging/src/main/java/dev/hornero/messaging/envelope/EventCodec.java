// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.Event;
import dev.hornero.events.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Events to and from Kafka records: CloudEvents 1.0 in binary mode, the value JSON of the record.
 */
public final class EventCodec {
    private static final String SPEC_VERSION = "1.0";
    private static final String JSON = "application/json";

    private final ObjectMapper json = EventJson.mapper();

    /** Puts an event into the form of the wire. */
    public EncodedEvent encode(Envelope<?> envelope) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CloudEventHeaders.SPEC_VERSION, SPEC_VERSION);
        headers.put(CloudEventHeaders.TYPE, envelope.type().typeName());
        headers.put(CloudEventHeaders.SOURCE, envelope.source());
        headers.put(CloudEventHeaders.SUBJECT, envelope.event().subject());
        headers.put(CloudEventHeaders.ID, envelope.id());
        headers.put(CloudEventHeaders.TIME, envelope.time().toString());
        headers.put(CloudEventHeaders.CONTENT_TYPE, JSON);
        envelope.traceparent().ifPresent(t -> headers.put(CloudEventHeaders.TRACEPARENT, t));
        try {
            return new EncodedEvent(
                    envelope.type().topic().topicName(),
                    envelope.event().key(),
                    headers,
                    json.writeValueAsString(envelope.event()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract has no JSON", e);
        }
    }

    /**
     * Reads a record; whatever is wrong with it, from a missing header to a field of the wrong
     * shape, is told by the exception.
     */
    public Envelope<Event> decode(ConsumerRecord<String, byte[]> kafkaRecord)
            throws MalformedEventException {
        String typeName = required(kafkaRecord, CloudEventHeaders.TYPE);
        EventType type =
                EventType.byTypeName(typeName)
                        .filter(t -> t.topic().topicName().equals(kafkaRecord.topic()))
                        .orElseThrow(() ->
                                new MalformedEventException(
                                        "ce_type \"%s\" is unknown on %s"
                                                .formatted(typeName, kafkaRecord.topic())));
        Event event = event(type, kafkaRecord.value());
        if (!event.key().equals(kafkaRecord.key())) {
            throw new MalformedEventException(
                    "the record's key is not the event's: expected " + event.key());
        }
        return new Envelope<>(
                required(kafkaRecord, CloudEventHeaders.ID),
                required(kafkaRecord, CloudEventHeaders.SOURCE),
                time(required(kafkaRecord, CloudEventHeaders.TIME)),
                header(kafkaRecord, CloudEventHeaders.TRACEPARENT),
                event);
    }

    private Event event(EventType type, byte @Nullable [] value) throws MalformedEventException {
        if (value == null) {
            throw new MalformedEventException("the record has no value");
        }
        try {
            Event event = json.readValue(value, type.record());
            if (event == null) {
                throw new MalformedEventException("the value is null");
            }
            return event;
        } catch (JsonMappingException e) {
            throw new MalformedEventException(
                    "%s does not fit %s: %s".formatted(path(e), type.typeName(), shape(e)), e);
        } catch (IOException e) {
            throw new MalformedEventException("the value is not JSON", e);
        }
    }

    private static String path(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(r -> r.getFieldName() == null ? "[]" : r.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? "the value" : path;
    }

    /** The constructor's own message names field and shape; Jackson's would quote the input. */
    private static String shape(JsonMappingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException || cause instanceof NullPointerException
                ? cause.getMessage() + (cause instanceof NullPointerException ? " is missing" : "")
                : "wrong type or missing";
    }

    private static Instant time(String text) throws MalformedEventException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedEventException("ce_time is not an RFC 3339 time", e);
        }
    }

    private static String required(ConsumerRecord<?, ?> kafkaRecord, String name)
            throws MalformedEventException {
        return header(kafkaRecord, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new MalformedEventException("header " + name + " is missing"));
    }

    private static Optional<String> header(ConsumerRecord<?, ?> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
