// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Makes records that no consumer may stumble over, on every topic: garbage, records that are nearly
 * events, and events that are good but about builds of no order. The same seed gives the same
 * records.
 */
public final class HostileRecords {
    /** The most that a broker with Kafka's own limits takes in a record without headers. */
    static final int LARGEST_VALUE = 1_048_450;

    private static final int DEPTH = 100_000;
    private static final byte[] NOT_UTF_8 = {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0, (byte) 0xFE};
    private static final List<String> ODD_TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "\uD800",
                    "\uFEFFa",
                    "../../etc/passwd",
                    "$(HOME)",
                    "'; drop table builds; --",
                    "yesterday",
                    "+1000000000-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "PT-1H",
                    "P999999999999D",
                    "Infinity",
                    "999999Ti",
                    "a".repeat(70_000),
                    "ß\r\n\t\u202E\uD83D\uDC26");

    private final Random random;
    private final List<Sample> samples;
    private final List<Spoiling> kinds = new ArrayList<>();
    private final int weights;

    /** A way to spoil a sample. */
    private record Spoiling(String name, int weight, Function<Sample, HostileRecord> make) {}

    /** Headers, key and value of a record before something is done to it. */
    private final class Draft {
        private final Sample sample;
        private final List<Header> headers = new ArrayList<>();
        private byte @Nullable [] key;
        private byte @Nullable [] value;
        private boolean refused;

        Draft(Sample sample) {
            this.sample = sample;
            this.key = sample.key().getBytes(UTF_8);
            this.value = sample.bytes();
            header("ce_specversion", "1.0");
            header("ce_type", sample.type().typeName());
            header("ce_source", "hostile");
            header("ce_subject", sample.key());
            header("ce_id", new UUID(random.nextLong(), random.nextLong()).toString());
            header("ce_time", "2026-03-01T10:15:30Z");
            header("content-type", "application/json");
        }

        Draft header(String name, String text) {
            return header(name, text.getBytes(UTF_8));
        }

        Draft header(String name, byte @Nullable [] bytes) {
            headers.add(new RecordHeader(name, bytes));
            return this;
        }

        Draft without(String name) {
            headers.removeIf(header -> header.key().equals(name));
            return this;
        }

        Draft bare() {
            headers.clear();
            return this;
        }

        Draft key(byte @Nullable [] bytes) {
            key = bytes;
            return this;
        }

        Draft value(byte @Nullable [] bytes) {
            value = bytes;
            return this;
        }

        Draft value(String text) {
            return value(text.getBytes(UTF_8));
        }

        Draft refused() {
            refused = true;
            return this;
        }

        HostileRecord done(String kind) {
            Optional<String> onlyFor =
                    headers.stream()
                            .filter(header -> header.key().equals("replay-group"))
                            .reduce((_, last) -> last)
                            .map(Header::value)
                            .map(bytes -> new String(bytes, UTF_8));
            return new HostileRecord(
                    new HostileRecord.Kind(kind, refused, onlyFor),
                    new ProducerRecord<>(
                            sample.type().topic().topicName(), null, key, value, headers));
        }
    }

    /**
     * Not yet any.
     *
     * @param repository an address of this machine; builds of good events come from there
     * @param sent events that were really sent, to be sent again with ids of unknown builds
     */
    public HostileRecords(long seed, String repository, List<SentEvent> sent) {
        this.random = new Random(seed);
        this.samples =
                Stream.concat(
                                Sample.ofTheContract(random, repository).stream(),
                                sent.stream()
                                        .map(event ->
                                                Sample.unknown(
                                                        event.type(),
                                                        event.json(),
                                                        random,
                                                        repository)))
                        .toList();
        addHeaders();
        addStructured();
        addValues();
        addGoodOnes();
        this.weights = kinds.stream().mapToInt(Spoiling::weight).sum();
    }

    /** The next one: each topic as often as any other, each kind by its weight. */
    HostileRecord next() {
        int at = random.nextInt(weights);
        for (Spoiling kind : kinds) {
            at -= kind.weight();
            if (at < 0) {
                return kind.make().apply(sample());
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private Sample sample() {
        Topic topic = one(List.of(Topic.values()));
        return one(samples.stream().filter(sample -> sample.type().topic() == topic).toList());
    }

    private void add(String name, int weight, Function<Draft, Draft> spoil) {
        kinds.add(new Spoiling(name, weight, sample -> spoil.apply(new Draft(sample)).done(name)));
    }

    private void addHeaders() {
        add("no headers", 3, draft -> draft.bare().refused());
        for (String name : List.of("ce_type", "ce_id", "ce_source")) {
            add(name + " missing", 2, draft -> draft.without(name).refused());
            add(name + " empty", 1, draft -> draft.without(name).header(name, "").refused());
            add(
                    name + " null",
                    1,
                    draft -> draft.without(name).header(name, (byte[]) null).refused());
        }
        for (String name : List.of("ce_specversion", "ce_subject", "ce_time", "content-type")) {
            add(name + " missing", 1, draft -> draft.without(name));
            add(name + " empty", 1, draft -> draft.without(name).header(name, ""));
            add(name + " null", 1, draft -> draft.without(name).header(name, (byte[]) null));
        }
        List<String> all =
                List.of(
                        "ce_specversion",
                        "ce_type",
                        "ce_source",
                        "ce_subject",
                        "ce_id",
                        "ce_time",
                        "content-type",
                        "traceparent",
                        "replay-group",
                        "dead-letter-group",
                        "dead-letter-offset");
        add("a header twice", 3, draft -> draft.header(one(all), one(ODD_TEXTS)));
        add("a header not UTF-8", 3, draft -> swap(draft, one(all), NOT_UTF_8));
        add("a huge header", 2, draft -> swap(draft, one(all), text("h", 100_000)));
        add("an odd header", 6, draft -> swap(draft, one(all), one(ODD_TEXTS).getBytes(UTF_8)));
        add("a null header", 2, draft -> swap(draft, one(all), null));
        add("2,000 headers", 1, this::manyHeaders);
        add("ce_time: yesterday", 4, draft -> swap(draft, "ce_time", text("yesterday", 1)));
        add(
                "ce_time far away",
                2,
                draft -> swap(draft, "ce_time", text("+999999999-12-31T23:59:59Z", 1)));
        add("ce_specversion 9.9", 1, draft -> swap(draft, "ce_specversion", text("9.9", 1)));
        add("an unknown type", 2, draft -> swap(draft, "ce_type", text("com.example.Sold.v1", 1)));
        add(
                "an unknown version",
                2,
                draft ->
                        swap(
                                draft,
                                "ce_type",
                                text(
                                        draft.sample
                                                .type()
                                                .typeName()
                                                .replace(".v1", ".v" + random.nextInt(2, 99)),
                                        1)));
        add(
                "a type of another topic",
                2,
                draft ->
                        swap(
                                draft,
                                "ce_type",
                                text(one(List.of(EventType.values())).typeName(), 1)));
        add("a key that is null", 2, draft -> draft.key(null));
        add("a key not UTF-8", 2, draft -> draft.key(NOT_UTF_8));
        add("a key of another", 2, draft -> draft.key(text(one(samples).key(), 1)));
        add("a huge key", 1, draft -> draft.key(text("k", 200_000)));
    }

    private Draft manyHeaders(Draft draft) {
        IntStream.range(0, 2_000).forEach(n -> draft.header("x-" + n, "y".repeat(n % 50)));
        return draft;
    }

    private static Draft swap(Draft draft, String name, byte @Nullable [] bytes) {
        return draft.without(name).header(name, bytes);
    }

    private void addStructured() {
        String type = "application/cloudevents+json";
        add("structured, no JSON", 5, draft -> structured(draft, type, "no event").refused());
        add("structured, empty", 2, draft -> structured(draft, type, "").refused());
        add("structured, no value", 2, draft -> structured(draft, type, "").value((byte[]) null));
        add("structured, an array", 1, draft -> structured(draft, type, "[]").refused());
        add(
                "structured, no type",
                2,
                draft -> structured(draft, type, envelope(draft, "type", null)).refused());
        add(
                "structured, good",
                3,
                draft -> structured(draft, type + "; charset=utf-8", envelope(draft, "", null)));
        add(
                "structured, odd",
                4,
                draft ->
                        structured(
                                draft,
                                type,
                                envelope(
                                        draft,
                                        one(
                                                List.of(
                                                        "specversion",
                                                        "id",
                                                        "source",
                                                        "time",
                                                        "datacontenttype",
                                                        "data",
                                                        "data_base64")),
                                        one(ODD_TEXTS))));
        add("structured and binary", 2, draft -> swap(draft, "content-type", text(type, 1)));
        add(
                "a batch",
                1,
                draft ->
                        structured(
                                draft,
                                "application/cloudevents-batch+json",
                                "[" + envelope(draft, "", null) + "]"));
        add(
                "structured avro",
                1,
                draft -> structured(draft, "application/cloudevents+avro", "\u0001\u0002"));
        add(
                "an odd content type",
                2,
                draft ->
                        swap(
                                draft,
                                "content-type",
                                text(
                                        one(
                                                List.of(
                                                        "text/html",
                                                        "application/json;charset=klingon",
                                                        ";;;",
                                                        "application/")),
                                        1)));
    }

    private static Draft structured(Draft draft, String contentType, String body) {
        return draft.bare().header("content-type", contentType).value(body);
    }

    private static String envelope(Draft draft, String odd, @Nullable String text) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", UUID.nameUUIDFromBytes(draft.sample.bytes()).toString())
                .put("source", "hostile")
                .put("type", draft.sample.type().typeName())
                .put("time", "2026-03-01T10:15:30Z")
                .put("datacontenttype", "application/json")
                .set("data", draft.sample.object());
        if (text != null) {
            event.put(odd, text);
        } else {
            event.remove(odd);
        }
        return event.toString();
    }

    private void addValues() {
        add("no JSON", 5, draft -> draft.value("no event").refused());
        add("an empty value", 2, draft -> draft.value("").refused());
        // A tombstone of an unknown key, where that means something
        add("no value", 4, draft -> draft.value((byte[]) null));
        add(
                "no value, no key, no headers",
                2,
                draft -> draft.bare().key(null).value((byte[]) null));
        add("JSON null", 1, draft -> draft.value("null").refused());
        add(
                "another kind of JSON",
                2,
                draft -> draft.value(one(List.of("[]", "1", "\"a\"", "true", "[{}]"))).refused());
        add("an empty object", 2, draft -> draft.value("{}").refused());
        add(
                "cut off",
                8,
                draft ->
                        draft.value(
                                        Arrays.copyOf(
                                                draft.sample.bytes(),
                                                random.nextInt(1, draft.sample.bytes().length)))
                                .refused());
        add(
                "not UTF-8",
                2,
                draft ->
                        draft.value(
                                draft.sample.json().replace("odd", "\u00e9").getBytes(ISO_8859_1)));
        add("UTF-16", 1, draft -> draft.value(draft.sample.json().getBytes(UTF_16)));
        add("bytes changed", 10, draft -> draft.value(changed(draft.sample.bytes())));
        add("of another type", 6, draft -> draft.value(one(samples).bytes()));
        add("a field changed", 40, draft -> draft.value(mutated(draft.sample.object()).toString()));
        add(
                "fields changed",
                10,
                draft -> draft.value(mutated(mutated(mutated(draft.sample.object()))).toString()));
        add(
                "unknown enum constants",
                8,
                draft ->
                        draft.value(
                                draft.sample
                                        .json()
                                        .replaceAll("\"[A-Z][A-Z_]+\"", "\"FROM_THE_FUTURE\"")));
        add(
                "unknown fields",
                3,
                draft ->
                        draft.value(
                                draft.sample
                                        .object()
                                        .put("unknown", "x")
                                        .putNull("more")
                                        .toString()));
        add(
                "keys twice",
                2,
                draft ->
                        draft.value(
                                draft.sample
                                        .json()
                                        .replaceFirst("\\{", "{\"build\":null,\"cluster\":7,")));
        add(
                "100,000 nested arrays",
                2,
                draft -> draft.value("[".repeat(DEPTH) + "]".repeat(DEPTH)).refused());
        add(
                "100,000 nested arrays in a field",
                2,
                draft ->
                        draft.value(
                                "{\"unknown\":"
                                        + "[".repeat(DEPTH)
                                        + "]".repeat(DEPTH)
                                        + ","
                                        + draft.sample.json().substring(1)));
        add(
                "100,000 nested objects",
                1,
                draft -> draft.value("{\"build\":".repeat(DEPTH)).refused());
        add(
                "100,000 fields",
                1,
                draft ->
                        draft.value(
                                        "{"
                                                + IntStream.range(0, DEPTH)
                                                        .mapToObj(n -> "\"f" + n + "\":0")
                                                        .collect(Collectors.joining(","))
                                                + "}")
                                .refused());
        add(
                "a number of 10,000 digits",
                2,
                draft ->
                        draft.value(
                                draft.sample
                                        .json()
                                        .replaceAll(":\\s*[0-9]+", ":" + "9".repeat(10_000))));
        add(
                "1 MiB of garbage",
                1,
                draft -> draft.bare().key(null).value(garbage(LARGEST_VALUE)).refused());
        add(
                "1 MiB of text in a field",
                1,
                draft ->
                        draft.value(
                                draft.sample
                                        .object()
                                        .put(
                                                "unknown",
                                                "x"
                                                        .repeat(
                                                                1_040_000
                                                                        - draft.sample
                                                                                .json()
                                                                                .length()))
                                        .toString()));
        add("random bytes", 3, draft -> draft.value(garbage(random.nextInt(2_000))).refused());
    }

    /** They are what any service could send, of builds and ProjectEnvs that are not there. */
    private void addGoodOnes() {
        add("good, of an unknown build", 8, draft -> draft);
        add(
                "good, put back for one group",
                2,
                draft ->
                        draft.header(
                                "replay-group",
                                one(
                                        List.of(
                                                "hornero-status-service",
                                                "hornero-project-service",
                                                "another-group"))));
    }

    private byte[] changed(byte[] bytes) {
        byte[] copy = bytes.clone();
        int times = random.nextInt(1, 9);
        for (int i = 0; i < times; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /** One member somewhere is missing, null, of another type or odd. */
    private ObjectNode mutated(ObjectNode event) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(event, objects);
        ObjectNode node = one(objects);
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return event;
        }
        String name = one(names);
        // Nothing outside of this machine is asked for anything
        if (name.equals("repository") && node.has("branch")) {
            node.put(
                    name,
                    one(
                            List.of(
                                    "",
                                    "file:///etc",
                                    "ext::sh -c true",
                                    "http://127.0.0.1:1/x.git",
                                    "http://localhost:1/\u0000")));
            return event;
        }
        switch (random.nextInt(8)) {
            case 0 -> node.remove(name);
            case 1 -> node.putNull(name);
            case 2 -> node.put(name, random.nextBoolean());
            case 3 ->
                    node.put(
                            name,
                            one(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 2_147_483_648L)));
            case 4 -> node.putArray(name).add(name).addNull().add(1);
            case 5 -> node.putObject(name).put(name, name);
            case 6 -> node.put(name, 1e300);
            default -> node.put(name, one(ODD_TEXTS));
        }
        return event;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, objects));
        }
    }

    private byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text, int times) {
        return text.repeat(times).getBytes(UTF_8);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
