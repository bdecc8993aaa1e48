// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
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

/**
 * The checked-in contract is made from the records: {@code ./mvnw -pl build-events test
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
        // Given
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(RecordSchemas.of(type).toString(), InputFormat.JSON);

        // When
        var errors =
                schema.validate(
                        Files.readString(CONTRACT.resolve("samples").resolve(file(type))),
                        InputFormat.JSON);

        // Then
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void noReaderOfTheReleasedVersionBreaks(EventType type) throws IOException {
        JsonNode released = JSON.readTree(RELEASED.resolve(file(type)).toFile());

        assertThat(SchemaChange.breaking(released, RecordSchemas.of(type))).isEmpty();
    }

    @Test
    void everyFileOfTheContractBelongsToAnEvent() throws IOException {
        List<String> known = Arrays.stream(EventType.values()).map(ContractTest::file).toList();

        for (Path folder :
                List.of(CONTRACT.resolve("schemas"), CONTRACT.resolve("samples"), RELEASED)) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(known);
            }
        }
    }

    private static String file(EventType type) {
        return type.record().getSimpleName() + ".v1.json";
    }

    private static void assertUpToDate(Path file, JsonNode wanted) throws IOException {
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, PRETTY.writeValueAsString(wanted) + "\n");
        }
        assertThat(JSON.readTree(file.toFile())).isEqualTo(wanted);
    }
}
