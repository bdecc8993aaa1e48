// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.server.Json;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanReportTest {

    private static String line(String path, String file, Map<String, String> values) {
        return new ScanReport(
                        path,
                        DockerfileScanner.withDefaults()
                                .evaluate(
                                        file.getBytes(StandardCharsets.UTF_8),
                                        new ScanRequest(Optional.empty(), values)),
                        values.keySet())
                .json()
                .toString();
    }

    @Test
    void aLineHasTheWholeShape() {
        assertThat(
                        line(
                                "app/Dockerfile",
                                """
                                FROM alpine AS a
                                # TOKEN says "who"
                                ARG TOKEN
                                ARG B=1
                                RUN --mount=type=secret,id=s x $TOKEN
                                """,
                                Map.of("C", "1")))
                .isEqualTo(
                        """
                        {"path":"app/Dockerfile",\
                        "stages":[{"index":0,"name":"a","base":"alpine","reachable":true,"line":1}],\
                        "arguments":[\
                        {"name":"TOKEN","requirement":"REQUIRED","evidence":"EXPLICIT","hard":false,\
                        "default":null,"description":"says \\"who\\"","line":3,"stages":[0],\
                        "since":[],"declarations":[{"line":3,"stage":0,"default":null}]},\
                        {"name":"B","requirement":"OPTIONAL","evidence":null,"hard":false,\
                        "default":"1","description":null,"line":4,"stages":[0],\
                        "since":[],"declarations":[{"line":4,"stage":0,"default":"1"}]}],\
                        "secrets":[{"id":"s","required":false,"line":5}],\
                        "warnings":[{"code":"SECRET_LOOKING_ARG","line":3,"message":"The value of TOKEN \
                        ends in the history of the image; use RUN --mount=type=secret for what is \
                        secret."},\
                        {"code":"UNKNOWN_ARG","line":null,"message":"No ARG declares C, so its value \
                        has no effect; did you mean B?"}],\
                        "consequences":[],"error":null}\
                        """);
    }

    @Test
    void aLineSaysWhatANeedRestsOnAndWhatWouldFollow() {
        assertThat(
                        line(
                                "x",
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
                                """,
                                Map.of("VARIANT", "dev")))
                .contains(
                        "\"since\":[\"VARIANT\"],\"declarations\":[{\"line\":4,",
                        """
                        "consequences":[{"name":"FLAVOUR","value":"full","needs":["LICENSE"]}],\
                        "error":null}\
                        """)
                .contains("{\"line\":1,\"stage\":null,\"default\":null}");
    }

    @Test
    void aLineSaysWhyAFileIsNoDockerfile() {
        assertThat(line("x", "FROMM a\n", Map.of()))
                .isEqualTo(
                        """
                        {"path":"x","stages":[],"arguments":[],"secrets":[],"warnings":[],\
                        "consequences":[],"error":{"line":1,"message":\
                        "dockerfile parse error on line 1: unknown instruction: FROMM (did you mean \
                        FROM?)"}}\
                        """);
    }

    @Test
    void whateverStandsInAFileStaysOneLineOfJson() throws JsonProcessingException {
        String odd = "a\"b\\c\td\u0001é\uD83D\uDE00";

        String line = line(odd + "\uD83D", "FROM a\nARG V='" + odd + "'\n", Map.of());

        assertThat(line).doesNotContain("\n");
        JsonNode json = Json.parse(line);
        assertThat(json.get("path").asText()).isEqualTo(odd + "\uD83D");
        assertThat(json.get("arguments").get(0).get("default").asText()).isEqualTo(odd);
    }
}
