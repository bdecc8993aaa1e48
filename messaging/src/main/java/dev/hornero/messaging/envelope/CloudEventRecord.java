// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * CloudEvents 1.0 in Kafka records, in binary mode and, from other teams' libraries, in structured
 * mode as one JSON object. What the library takes as it comes, such as a header that is there
 * twice, is refused here, and by its name.
 */
final class CloudEventRecord {
    private static final String PREFIX = "ce_";
    private static final String JSON = "application/json";
    private static final String STRUCTURED = "application/cloudevents";
    private static final String STRUCTURED_JSON = "application/cloudevents+json";
    private static final List<String> REQUIRED =
            List.of(
                    CloudEventHeaders.TYPE,
                    CloudEventHeaders.SPEC_VERSION,
                    CloudEventHeaders.ID,
                    CloudEventHeaders.SOURCE);
    private static final int LONGEST_HEADER = 8 * 1024;

    /** What a reader's index still takes of an id and its source together. */
    private static final int LONGEST_ATTRIBUTE = 1_000;

    private static final JsonFormat FORMAT = new JsonFormat();

    private CloudEventRecord() {}

    static CloudEvent read(ConsumerRecord<String, byte[]> kafkaRecord)
            throws MalformedEventException {
        requireReadableHeaders(kafkaRecord);
        Optional<String> contentType =
                mediaType(header(kafkaRecord, CloudEventHeaders.CONTENT_TYPE));
        CloudEvent read =
                contentType.filter(type -> type.startsWith(STRUCTURED)).isPresent()
                        ? structured(kafkaRecord, contentType.get())
                        : binary(kafkaRecord, contentType);
        requireAttribute("id", read.getId());
        requireAttribute("source", read.getSource().toString());
        return read;
    }

    /** As a header of its own, as Hornero sends it, or as the extension of CloudEvents. */
    static Optional<String> traceparent(CloudEvent read, ConsumerRecord<?, ?> kafkaRecord)
            throws MalformedEventException {
        Optional<String> header = header(kafkaRecord, CloudEventHeaders.TRACEPARENT);
        return header.isPresent()
                ? header
                : Optional.ofNullable(read.getExtension(CloudEventHeaders.TRACEPARENT))
                        .map(Object::toString);
    }

    private static CloudEvent binary(
            ConsumerRecord<String, byte[]> kafkaRecord, Optional<String> contentType)
            throws MalformedEventException {
        if (contentType.filter(type -> !type.equals(JSON)).isPresent()) {
            throw new MalformedEventException(
                    "header content-type is neither %s nor %s".formatted(JSON, STRUCTURED_JSON));
        }
        for (String name : REQUIRED) {
            if (header(kafkaRecord, name).isEmpty()) {
                throw new MalformedEventException("header " + name + " is missing");
            }
        }
        String version = header(kafkaRecord, CloudEventHeaders.SPEC_VERSION).orElseThrow();
        if (!version.equals(SpecVersion.V1.toString())) {
            throw new MalformedEventException("header ce_specversion is not 1.0");
        }
        try {
            return KafkaMessageFactory.createReader(kafkaRecord).toEvent();
        } catch (CloudEventRWException e) {
            throw new MalformedEventException("the headers are no CloudEvent 1.0: " + kind(e), e);
        }
    }

    private static CloudEvent structured(
            ConsumerRecord<String, byte[]> kafkaRecord, String contentType)
            throws MalformedEventException {
        if (!contentType.equals(STRUCTURED_JSON)) {
            throw new MalformedEventException(
                    "header content-type is neither %s nor %s".formatted(JSON, STRUCTURED_JSON));
        }
        if (kafkaRecord.value() == null) {
            throw new MalformedEventException("the record has no value");
        }
        CloudEvent read;
        try {
            read = FORMAT.deserialize(kafkaRecord.value());
        } catch (EventDeserializationException e) {
            throw new MalformedEventException("the value is no CloudEvent in JSON", e);
        } catch (CloudEventRWException e) {
            throw new MalformedEventException("the value is no CloudEvent 1.0: " + kind(e), e);
        }
        if (read.getSpecVersion() != SpecVersion.V1) {
            throw new MalformedEventException("specversion is not 1.0");
        }
        if (mediaType(Optional.ofNullable(read.getDataContentType()))
                .filter(type -> !type.equals(JSON))
                .isPresent()) {
            throw new MalformedEventException("datacontenttype is not " + JSON);
        }
        return read;
    }

    /** The library's own words quote the record. */
    private static String kind(CloudEventRWException failure) {
        return failure.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void requireReadableHeaders(ConsumerRecord<?, ?> kafkaRecord)
            throws MalformedEventException {
        Set<String> seen = new HashSet<>();
        for (Header header : kafkaRecord.headers()) {
            if (!isRead(header.key())) {
                continue;
            }
            String name = shown(header.key());
            if (!seen.add(header.key())) {
                throw new MalformedEventException("header " + name + " is there twice");
            }
            if (header.value() == null || header.value().length == 0) {
                throw new MalformedEventException("header " + name + " is empty");
            }
            if (header.value().length > LONGEST_HEADER) {
                throw new MalformedEventException(
                        "header %s is longer than %d bytes".formatted(name, LONGEST_HEADER));
            }
            if (text(header).isBlank()) {
                throw new MalformedEventException("header " + name + " is empty");
            }
        }
    }

    private static boolean isRead(String name) {
        return name.startsWith(PREFIX)
                || name.equals(CloudEventHeaders.CONTENT_TYPE)
                || name.equals(CloudEventHeaders.TRACEPARENT);
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    private static void requireAttribute(String name, String value) throws MalformedEventException {
        if (value.isBlank()) {
            throw new MalformedEventException(name + " is empty");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_ATTRIBUTE) {
            throw new MalformedEventException(
                    "%s is longer than %d bytes".formatted(name, LONGEST_ATTRIBUTE));
        }
        if (value.indexOf(0) >= 0) {
            throw new MalformedEventException(name + " has a NUL in it");
        }
    }

    /** The media type without its parameters, in lower case. */
    private static Optional<String> mediaType(Optional<String> contentType) {
        return contentType.map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<String> header(ConsumerRecord<?, ?> kafkaRecord, String name)
            throws MalformedEventException {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(text(header));
    }

    private static String text(Header header) throws MalformedEventException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEventException("header " + shown(header.key()) + " is not UTF-8", e);
        }
    }
}
