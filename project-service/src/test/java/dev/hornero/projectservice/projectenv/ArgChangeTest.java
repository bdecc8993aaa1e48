// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.projectenv.ArgChange.Put;
import dev.hornero.projectservice.projectenv.ArgChange.Remove;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgChangeTest {
    private static Map<String, JsonNode> json(String text) throws Exception {
        return new ObjectMapper().readValue(text, new TypeReference<>() {});
    }

    @Test
    void readsTextsObjectsAndNulls() throws Exception {
        assertThat(
                        ArgChange.read(
                                json(
                                        "{\"A\":\"1\",\"B\":{\"value\":\"2\",\"secret\":true},"
                                                + "\"C\":null,\"D\":\"\"}"),
                                ""))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "A", new Put("1", Optional.empty()),
                                "B", new Put("2", Optional.of(true)),
                                "C", new Remove(),
                                "D", new Put("", Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"A\":1}",
                "{\"A\":true}",
                "{\"A\":[]}",
                "{\"A\":{}}",
                "{\"A\":{\"value\":1}}",
                "{\"A\":{\"value\":\"x\",\"secret\":\"yes\"}}",
                "{\"A\":{\"value\":\"x\",\"sercet\":true}}",
                "{\"A\":\"a\\u0000b\"}",
                "{\"\":\"x\"}",
                "{\"A=B\":\"x\"}",
                "{\"A B\":\"x\"}"
            })
    void refusesWhatCannotBeAValue(String text) {
        assertThatThrownBy(() -> ArgChange.read(json(text), "args"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void countsBytesAndNotCharacters() throws Exception {
        String justRight = "ñ".repeat(ArgChange.LARGEST_VALUE / 2);
        assertThat(ArgChange.read(json("{\"A\":\"" + justRight + "\"}"), "")).hasSize(1);
        assertThatThrownBy(() -> ArgChange.read(json("{\"A\":\"" + justRight + "x\"}"), ""))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void saysNothingOfTheValue() throws Exception {
        assertThat(ArgChange.read(json("{\"A\":\"hunter2\"}"), "").toString())
                .doesNotContain("hunter2");
    }
}
