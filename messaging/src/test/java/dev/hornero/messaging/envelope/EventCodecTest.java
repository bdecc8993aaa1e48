// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.Event;
import dev.hornero.events.EventType;
import dev.hornero.events.scan.ScanFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper JSON = EventJson.mapper();

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
    @ValueSource(strings = {"ce_type", "ce_id", "ce_source", "ce_time"})
    void aMissingHeaderIsNamed(String header) throws Exception {
        ConsumerRecord<String, byte[]> received = received(scanFailed(Map.of()));
        received.headers().remove(header);

        assertThatThrownBy(() -> codec.decode(received))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + header + " is missing");
    }

    @Test
    void anUnknownTypeIsNamed() throws Exception {
        assertThatThrownBy(() ->
                        codec.decode(received(scanFailed(Map.of("ce_type", "dev.hornero.Odd.v1")))))
                .hasMessage("ce_type \"dev.hornero.Odd.v1\" is unknown on hornero.scans");
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
        String broken = encoded.json().replace("BRANCH_NOT_FOUND", "hunter2");

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
        String name = "/contract/samples/" + type.record().getSimpleName() + ".v1.json";
        try (InputStream sample = EventCodecTest.class.getResourceAsStream(name)) {
            return JSON.readTree(sample);
        }
    }
}
