// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.events.Event;
import dev.hornero.events.EventType;
import dev.hornero.events.scan.ScanFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper JSON = EventJson.mapper();

    private static final String TOMORROW = "ofTomorrow";

    /** The components that are of a list which may grow. */
    private static final List<String> CODES =
            List.of("reason", "cause", "step", "role", "requirement", "evidence", "kind");

    /** Objects whose names are data. */
    private static final Set<String> MAPS = Set.of("values", "nodeSelector");

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everySampleOfTheContractComesBackAsItWas(EventType type) throws Exception {
        // Given
        JsonNode sample = sample(type);
        Envelope<Event> envelope = envelope(JSON.treeToValue(sample, type.record()));

        // When
        EncodedEvent encoded = codec.encode(envelope);

        // Then
        assertThat(JSON.readTree(encoded.json())).isEqualTo(sample);
        assertThat(codec.decode(received(encoded))).isEqualTo(envelope);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatALaterReleaseAddsIsReadAndItsConstantsWrittenBack(EventType type) throws Exception {
        JsonNode later = sample(type);
        growByAReleaseInAll(later);

        Event event = JSON.treeToValue(later, type.record());

        forgetFieldsOfALaterRelease(later);
        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(later);
    }

    @ParameterizedTest
    @MethodSource("released")
    void everySampleOfTheReleaseIsRead(Path sample) throws Exception {
        String name = sample.getFileName().toString().replaceFirst("\\.json$", "");
        EventType type = EventType.byTypeName("dev.hornero." + name).orElseThrow();

        assertThat(JSON.readValue(sample.toFile(), type.record())).isNotNull();
    }

    private static List<Path> released() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("../build-events/src/test/resources/released/samples"))) {
            return files.sorted().toList();
        }
    }

    private static void growByAReleaseInAll(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : CODES) {
                if (object.path(name).asText().matches("[A-Z_]+")) {
                    object.put(name, "OF_TOMORROW");
                }
            }
            object.properties().stream()
                    .filter(field -> !MAPS.contains(field.getKey()))
                    .forEach(field -> growByAReleaseInAll(field.getValue()));
            object.putObject(TOMORROW).put("text", "more");
        }
        if (node instanceof ArrayNode array) {
            array.forEach(EventCodecTest::growByAReleaseInAll);
        }
    }

    private static void forgetFieldsOfALaterRelease(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(TOMORROW);
        }
        node.forEach(EventCodecTest::forgetFieldsOfALaterRelease);
    }

    @Test
    void aRecordIsACloudEventInBinaryMode() throws Exception {
        ScanFailed event = JSON.treeToValue(sample(EventType.SCAN_FAILED), ScanFailed.class);

        EncodedEvent encoded = codec.encode(envelope(event));

        assertThat(encoded.topic()).isEqualTo("hornero.scans");
        assertThat(encoded.key()).isEqualTo(event.build().projectEnv().id().toString());
        assertThat(encoded.headers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_type", "dev.hornero.ScanFailed.v1",
                                "ce_source", "scanner-service",
                                "ce_subject", "prod-shop",
                                "ce_id", "event-1",
                                "ce_time", "2026-03-01T12:00:00Z",
                                "content-type", "application/json",
                                "traceparent",
                                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    @Test
    void aFieldThatALaterVersionAddsIsPassedOver() throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());
        String grown = encoded.json().replaceFirst("\\{", "{\"column\":7,");

        assertThat(codec.decode(received(encoded, grown)).event()).isInstanceOf(ScanFailed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_type", "ce_id", "ce_source", "ce_specversion"})
    void aMissingHeaderIsNamed(String header) throws Exception {
        ConsumerRecord<String, byte[]> received = received(scanFailed(Map.of()));
        received.headers().remove(header);

        assertThatThrownBy(() -> codec.decode(received))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + header + " is missing");
    }

    @Test
    void anEventWithoutATimeHappenedWhenTheBrokerWasGivenIt() throws Exception {
        ConsumerRecord<String, byte[]> received = withoutTime(NOON.toEpochMilli());

        assertThat(codec.decode(received).time()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(longs = {-62_167_219_200_001L, 253_402_300_800_000L, Long.MAX_VALUE})
    void aTimeThatRfc3339CannotTellIsRefused(long timestamp) {
        assertThatThrownBy(() -> codec.decode(withoutTime(timestamp)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("time is ");
    }

    private ConsumerRecord<String, byte[]> withoutTime(long timestamp) throws IOException {
        EncodedEvent encoded = scanFailed(Map.of());
        return new ConsumerRecord<>(
                encoded.topic(),
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                encoded.key(),
                encoded.json().getBytes(StandardCharsets.UTF_8),
                encoded.toRecord().headers().remove("ce_time"),
                Optional.empty());
    }

    @Test
    void anEventInStructuredModeIsRead() throws Exception {
        Envelope<Event> read = codec.decode(structured(scanFailed(Map.of()), "1.0"));

        assertThat(read.event()).isInstanceOf(ScanFailed.class);
        assertThat(read.id()).isEqualTo("event-2");
        assertThat(read.source()).isEqualTo("/teams/order");
        assertThat(read.time()).isEqualTo(NOON);
        assertThat(read.traceparent()).contains("00-trace");
    }

    @Test
    void anotherSpecificationIsRefused() throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());

        assertThatThrownBy(() -> codec.decode(structured(encoded, "0.3")))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(
                        () -> codec.decode(received(scanFailed(Map.of("ce_specversion", "0.3")))))
                .hasMessage("header ce_specversion is not 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_time, yesterday, the headers are no CloudEvent 1.0: invalid attribute value",
        "ce_time, ' ', header ce_time is empty",
        "ce_type, '', header ce_type is empty",
        "ce_source, 'a b', the headers are no CloudEvent 1.0: invalid attribute value",
        "content-type, text/plain, header content-type is neither application/json nor application/cloudevents+json",
        "content-type, application/cloudevents+avro, header content-type is neither application/json nor application/cloudevents+json",
        "content-type, application/cloudevents+json, the value is no CloudEvent in JSON"
    })
    void aHeaderThatIsWrongIsNamedWithoutItsValue(String name, String text, String reason)
            throws Exception {
        ConsumerRecord<String, byte[]> received = received(scanFailed(Map.of(name, text)));

        assertThatThrownBy(() -> codec.decode(received))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage(reason);
    }

    @Test
    void aHeaderThatIsThereTwiceIsNamed() throws Exception {
        ConsumerRecord<String, byte[]> received = received(scanFailed(Map.of()));
        received.headers().add("ce_id", "another".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> codec.decode(received)).hasMessage("header ce_id is there twice");
    }

    @Test
    void aHeaderThatIsNotUtf8IsNamed() throws Exception {
        ConsumerRecord<String, byte[]> received = received(scanFailed(Map.of()));
        received.headers().remove("ce_id").add("ce_id", new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> codec.decode(received)).hasMessage("header ce_id is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void whatIsNestedDeeperThanAnyEventIsMalformed(String opening) throws Exception {
        String deep = opening.repeat(100_000);
        Map<String, String> structured = Map.of("content-type", "application/cloudevents+json");

        assertThatThrownBy(() -> codec.decode(received(scanFailed(Map.of()), deep)))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> codec.decode(received(scanFailed(structured), deep)))
                .isInstanceOf(MalformedEventException.class);
    }

    private static ConsumerRecord<String, byte[]> structured(EncodedEvent encoded, String version) {
        String json =
                """
                {"specversion": "%s", "id": "event-2", "source": "/teams/order",
                 "type": "dev.hornero.ScanFailed.v1", "time": "2026-03-01T13:00:00+01:00",
                 "datacontenttype": "application/json", "traceparent": "00-trace", "data": %s}
                """
                        .formatted(version, encoded.json());
        ConsumerRecord<String, byte[]> received =
                new ConsumerRecord<>(
                        encoded.topic(),
                        0,
                        0,
                        encoded.key(),
                        json.getBytes(StandardCharsets.UTF_8));
        received.headers()
                .add(
                        "content-type",
                        "application/cloudevents+json; charset=UTF-8"
                                .getBytes(StandardCharsets.UTF_8));
        return received;
    }

    @Test
    void anUnknownTypeIsNamed() throws Exception {
        assertThatThrownBy(() ->
                        codec.decode(received(scanFailed(Map.of("ce_type", "dev.hornero.Odd.v1")))))
                .hasMessage(
                        "type \"dev.hornero.Odd.v1\" is unknown on hornero.scans: if a later release"
                                + " has it, upgrade this service, then replay");
    }

    @Test
    void anUnknownVersionIsNamedWithTheKnownOnes() throws Exception {
        assertThatThrownBy(() ->
                        codec.decode(
                                received(
                                        scanFailed(
                                                Map.of("ce_type", "dev.hornero.ScanFailed.v2")))))
                .hasMessage(
                        "version of \"dev.hornero.ScanFailed.v2\" is unknown, known is"
                                + " dev.hornero.ScanFailed.v1: upgrade this service, then replay");
    }

    @Test
    void aTypeOfAnotherTopicIsUnknownHere() throws Exception {
        assertThatThrownBy(() ->
                        codec.decode(
                                received(
                                        scanFailed(
                                                Map.of(
                                                        "ce_type",
                                                        "dev.hornero.BuildCancelled.v1")))))
                .hasMessageContaining("is unknown on hornero.scans");
    }

    @Test
    void aFieldOfTheWrongShapeIsNamedWithoutItsValue() throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());
        String broken = encoded.json().replace("\"BRANCH_NOT_FOUND\"", "\"hunter2\"");

        assertThatThrownBy(() -> codec.decode(received(encoded, broken)))
                .hasMessageContaining("reason does not fit dev.hornero.ScanFailed.v1")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aMissingFieldIsNamed() throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());
        String broken = encoded.json().replace("\"message\":", "\"massage\":");

        assertThatThrownBy(() -> codec.decode(received(encoded, broken)))
                .hasMessageContaining("message is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{not json", "", "null", "[]", "7"})
    void whatIsNoJsonObjectIsMalformed(String value) throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());

        assertThatThrownBy(() -> codec.decode(received(encoded, value)))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aKeyThatIsNotTheEventsWouldBreakTheOrder() throws Exception {
        EncodedEvent encoded = scanFailed(Map.of());
        EncodedEvent moved =
                new EncodedEvent(encoded.topic(), "elsewhere", encoded.headers(), encoded.json());

        assertThatThrownBy(() -> codec.decode(received(moved)))
                .hasMessageStartingWith("the record's key is not the event's");
    }

    @Test
    void derivedIdsTellThePartsApart() {
        assertThat(EventIds.derived("a", "bc")).isEqualTo(EventIds.derived("a", "bc"));
        assertThat(EventIds.derived("a", "bc")).isNotEqualTo(EventIds.derived("ab", "c"));
    }

    private EncodedEvent scanFailed(Map<String, String> otherHeaders) throws IOException {
        EncodedEvent encoded =
                codec.encode(
                        envelope(
                                JSON.treeToValue(sample(EventType.SCAN_FAILED), ScanFailed.class)));
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.putAll(otherHeaders);
        return new EncodedEvent(encoded.topic(), encoded.key(), headers, encoded.json());
    }

    private static Envelope<Event> envelope(Event event) {
        return new Envelope<>(
                "event-1",
                "scanner-service",
                NOON,
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                event);
    }

    private static ConsumerRecord<String, byte[]> received(EncodedEvent encoded) {
        return received(encoded, encoded.json());
    }

    private static ConsumerRecord<String, byte[]> received(EncodedEvent encoded, String json) {
        ConsumerRecord<String, byte[]> received =
                new ConsumerRecord<>(
                        encoded.topic(),
                        0,
                        0,
                        encoded.key(),
                        json.getBytes(StandardCharsets.UTF_8));
        encoded.toRecord().headers().forEach(received.headers()::add);
        return received;
    }

    private static JsonNode sample(EventType type) throws IOException {
        String name = "/contract/samples/" + type.fileName() + ".json";
        try (InputStream sample = EventCodecTest.class.getResourceAsStream(name)) {
            return JSON.readTree(sample);
        }
    }
}
