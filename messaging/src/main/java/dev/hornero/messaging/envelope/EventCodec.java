// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.Event;
import dev.hornero.events.EventType;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
     * Reads a record, a CloudEvent in binary or structured mode; what is wrong with it, from a
     * missing header to a field of the wrong shape, is the exception's message.
     */
    public Envelope<Event> decode(ConsumerRecord<String, byte[]> kafkaRecord)
            throws MalformedEventException {
        try {
            return decoded(kafkaRecord);
        } catch (RuntimeException | StackOverflowError e) {
            // What libraries say may quote the record.
            throw new MalformedEventException(
                    "the record cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private Envelope<Event> decoded(ConsumerRecord<String, byte[]> kafkaRecord)
            throws MalformedEventException {
        CloudEvent received = CloudEventRecord.read(kafkaRecord);
        EventType type = type(received.getType(), kafkaRecord.topic());
        CloudEventData data = received.getData();
        Event event = event(type, data == null ? null : data.toBytes());
        if (!event.key().equals(kafkaRecord.key())) {
            throw new MalformedEventException(
                    "the record's key is not the event's: expected " + event.key());
        }
        return new Envelope<>(
                received.getId(),
                received.getSource().toString(),
                time(received, kafkaRecord),
                CloudEventRecord.traceparent(received, kafkaRecord),
                event);
    }

    /** An event need not say when it happened; then it is when the broker was given it. */
    private static Instant time(CloudEvent received, ConsumerRecord<?, ?> kafkaRecord)
            throws MalformedEventException {
        OffsetDateTime own = received.getTime();
        if (own == null && kafkaRecord.timestamp() < 0) {
            throw new MalformedEventException("time is missing, and the record has none either");
        }
        Instant time =
                own == null ? Instant.ofEpochMilli(kafkaRecord.timestamp()) : own.toInstant();
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw new MalformedEventException("time is not an RFC 3339 time");
        }
        return time;
    }

    private static EventType type(String typeName, String topic) throws MalformedEventException {
        Optional<EventType> known =
                EventType.byTypeName(typeName).filter(type -> isOf(topic, type));
        if (known.isPresent()) {
            return known.get();
        }
        List<EventType> versions =
                EventType.versionsOf(typeName).stream().filter(type -> isOf(topic, type)).toList();
        if (!versions.isEmpty()) {
            throw new MalformedEventException(
                    "version of \"%s\" is unknown, known is %s: upgrade this service, then replay"
                            .formatted(
                                    typeName,
                                    versions.stream()
                                            .map(EventType::typeName)
                                            .collect(Collectors.joining(", "))));
        }
        throw new MalformedEventException(
                "type \"%s\" is unknown on %s: if a later release has it, upgrade this service,"
                                .formatted(typeName, topic)
                        + " then replay");
    }

    private static boolean isOf(String topic, EventType type) {
        return type.topic().topicName().equals(topic);
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
}
