// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checked-in contract is made from the records: {@code ./mvnw -pl build-events -am test
 * -Dcontract.update=true} writes it anew. What was released is never written anew.
 */
class ContractTest {
    private static final Path CONTRACT = Path.of("src/main/resources/contract");
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theSchemaIsTheOneOfTheRecord(EventType type) throws IOException {
        assertUpToDate(CONTRACT.resolve("schemas").resolve(file(type)), RecordSchemas.of(type));
    }

    @Test
    void theAsyncApiDocumentIsTheOneOfTheRecords() throws IOException {
        assertUpToDate(CONTRACT.resolve("asyncapi.json"), AsyncApi.document());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void theSampleFitsTheSchema(EventType type) throws IOException {
        assertThat(errors(RecordSchemas.of(type), sample(CONTRACT, file(type)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void noReaderOfTheReleasedVersionBreaks(String file) throws IOException {
        assertThat(SchemaChange.breaking(releasedSchema(file), RecordSchemas.of(type(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatIsPublishedNowFitsTheReleasedSchema(String file) throws IOException {
        assertThat(errors(releasedSchema(file), sample(CONTRACT, file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void whatTheReleasePublishedFitsTheSchema(String file) throws IOException {
        assertThat(errors(RecordSchemas.of(type(file)), sample(RELEASED, file))).isEmpty();
    }

    @Test
    void everyFileOfTheContractBelongsToAnEvent() throws IOException {
        List<String> known = Arrays.stream(EventType.values()).map(ContractTest::file).toList();

        assertThat(files(CONTRACT.resolve("schemas"))).containsExactlyInAnyOrderElementsOf(known);
        assertThat(files(CONTRACT.resolve("samples"))).containsExactlyInAnyOrderElementsOf(known);
        assertThat(files(RELEASED.resolve("samples")))
                .containsExactlyInAnyOrderElementsOf(released());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void thePageForOtherServicesHasTheEvent(EventType type) throws IOException {
        assertThat(Files.readString(Path.of("../docs/events.md")))
                .contains("`" + type.fileName().replaceFirst("\\.v\\d+$", "") + "`");
    }

    @Test
    void aVersionIsFoundByTheTypeNameOfAnother() {
        assertThat(EventType.versionsOf("dev.hornero.ScanFailed.v7"))
                .containsExactly(EventType.SCAN_FAILED);
        assertThat(EventType.versionsOf("dev.hornero.ScanBegun.v1")).isEmpty();
    }

    private static List<String> released() throws IOException {
        return files(RELEASED.resolve("schemas"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static EventType type(String file) {
        return Arrays.stream(EventType.values())
                .filter(type -> file(type).equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static String file(EventType type) {
        return type.fileName() + ".json";
    }

    private static JsonNode releasedSchema(String file) throws IOException {
        return JSON.readTree(RELEASED.resolve("schemas").resolve(file).toFile());
    }

    private static String sample(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve("samples").resolve(file));
    }

    private static List<Error> errors(JsonNode schema, String sample) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(sample, InputFormat.JSON);
    }

    private static void assertUpToDate(Path file, JsonNode wanted) throws IOException {
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, PRETTY.writeValueAsString(wanted) + "\n");
        }
        assertThat(JSON.readTree(file.toFile())).isEqualTo(wanted);
    }
}
