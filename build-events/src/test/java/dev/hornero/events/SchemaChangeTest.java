// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaChangeTest {
    private final ObjectNode released = RecordSchemas.of(EventType.SCAN_FAILED);
    private final ObjectNode changed = released.deepCopy();

    @Test
    void anOptionalFieldMoreBreaksNoReader() {
        properties().putObject("column").put("type", "integer");

        assertThat(SchemaChange.breaking(released, changed)).isEmpty();
    }

    @Test
    void aFieldThatIsGoneBreaksItsReaders() {
        properties().remove("line");

        assertThat(SchemaChange.breaking(released, changed)).isEqualTo(List.of("$.line: removed"));
    }

    @Test
    void aFieldOfAnotherTypeBreaksItsReaders() {
        properties().putObject("line").put("type", "string");

        assertThat(SchemaChange.breaking(released, changed))
                .isEqualTo(List.of("$.line: type changed"));
    }

    @Test
    void aRequiredFieldMoreBreaksReadersOfOldEvents() {
        changed.withArray("required").add("line");

        assertThat(SchemaChange.breaking(released, changed))
                .isEqualTo(List.of("$: required fields changed"));
    }

    @Test
    void aConstantMoreBreaksNoReader() {
        ((ObjectNode) properties().path("reason")).withArray("examples").add("BORED");

        assertThat(SchemaChange.breaking(released, changed)).isEmpty();
    }

    @Test
    void aConstantThatIsGoneBreaksItsReaders() {
        ((ObjectNode) properties().path("reason")).withArray("examples").remove(0);

        assertThat(SchemaChange.breaking(released, changed))
                .isEqualTo(List.of("$.reason: a constant is gone"));
    }

    @Test
    void aListThatIsClosedBreaksItsReaders() {
        ((ObjectNode) properties().path("reason")).withArray("enum").add("AUTH_FAILED");

        assertThat(SchemaChange.breaking(released, changed))
                .isEqualTo(List.of("$.reason: enum changed"));
    }

    @Test
    void aChangeInASharedValueIsFoundToo() {
        ((ObjectNode) changed.path("$defs").path("BuildRef").path("properties")).remove("number");

        assertThat(SchemaChange.breaking(released, changed))
                .isEqualTo(List.of("BuildRef.number: removed"));
    }

    private ObjectNode properties() {
        return (ObjectNode) changed.path("properties");
    }
}
