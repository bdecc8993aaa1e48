// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void hasTheWholeShape() throws IOException {
        String line =
                ScanJson.line(
                        "app/Dockerfile",
                        evaluation(
                                """
                                FROM alpine AS a
                                # TOKEN says "who"
                                ARG TOKEN
                                ARG B=1
                                RUN --mount=type=secret,id=s x $TOKEN
                                """));

        assertThat(line).doesNotContain("\n");
        assertThat(mapper.readTree(line))
                .isEqualTo(
                        mapper.readTree(
                                """
                                {"path": "app/Dockerfile",
                                 "stages": [{"index": 0, "name": "a", "base": "alpine",
                                    "reachable": true, "line": 1}],
                                 "arguments": [
                                   {"name": "TOKEN", "requirement": "REQUIRED",
                                    "evidence": "EXPLICIT", "hard": false, "default": null,
                                    "description": "says \\"who\\"", "line": 3, "stages": [0],
                                    "since": [],
                                    "declarations": [{"line": 3, "stage": 0, "default": null}]},
                                   {"name": "B", "requirement": "OPTIONAL", "evidence": null,
                                    "hard": false, "default": "1", "description": null,
                                    "line": 4, "stages": [0], "since": [],
                                    "declarations": [{"line": 4, "stage": 0, "default": "1"}]}],
                                 "secrets": [{"id": "s", "required": false, "line": 5}],
                                 "warnings": [{"code": "SECRET_LOOKING_ARG", "line": 3,
                                   "message": "The value of TOKEN ends in the history of the \
                                image; use RUN --mount=type=secret for what is secret."}],
                                 "consequences": [],
                                 "error": null}
                                """));
    }

    @Test
    void tellsAnError() throws IOException {
        JsonNode json = mapper.readTree(ScanJson.line("x", evaluation("FROMM a\n")));

        assertThat(json.get("error").get("line").asInt()).isEqualTo(1);
        assertThat(json.get("error").get("message").asText()).contains("FROMM");
        assertThat(json.get("stages")).isEmpty();
    }

    @Test
    void escapesWhateverStandsInAFile() throws IOException {
        String odd = "a\"b\\c\td\u0001é\uD83D\uDE00";

        JsonNode json =
                mapper.readTree(
                        ScanJson.line(odd + "\uD83D", evaluation("FROM a\nARG V='" + odd + "'\n")));

        assertThat(json.get("path").asText()).isEqualTo(odd + "\uD83D");
        assertThat(json.get("arguments").get(0).get("default").asText()).isEqualTo(odd);
    }

    @Test
    void saysWhatANeedRestsOnAndWhatWouldFollow() throws IOException {
        String file =
                """
                ARG VARIANT
                ARG FLAVOUR
                FROM alpine AS base-dev
                ARG TOOLS
                RUN x ${TOOLS:?}
                FROM alpine AS flavour-full
                ARG LICENSE
                RUN x ${LICENSE:?}
                FROM flavour-${FLAVOUR} AS more
                FROM base-${VARIANT}
                COPY --from=more /a /a
                """;
        JsonNode json =
                mapper.readTree(
                        ScanJson.line(
                                "x",
                                DockerfileScanner.withDefaults()
                                        .evaluate(
                                                file.getBytes(StandardCharsets.UTF_8),
                                                new ScanRequest(
                                                        Optional.empty(),
                                                        Map.of("VARIANT", "dev")))));

        assertThat(json.get("arguments"))
                .filteredOn(argument -> argument.get("name").asText().equals("TOOLS"))
                .singleElement()
                .extracting(argument -> argument.get("since").get(0).asText())
                .isEqualTo("VARIANT");
        assertThat(json.get("consequences"))
                .isEqualTo(
                        mapper.readTree(
                                """
                                [{"name": "FLAVOUR", "value": "full", "needs": ["LICENSE"]}]
                                """));
    }

    private static DockerfileEvaluation evaluation(String file) {
        return DockerfileScanner.withDefaults()
                .evaluate(file.getBytes(StandardCharsets.UTF_8), ScanRequest.lastStage());
    }
}
