// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code quarkus:dev} of a service, on a copy of the sources and of what is compiled of them. The
 * console is not among them: its template debugger is not on every mirror.
 */
class DevModeIT {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path copy;

    @BeforeEach
    void copySources() throws Exception {
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-euo",
                                "pipefail",
                                "-c",
                                "git ls-files -z -co --exclude-standard"
                                        + " | xargs -0 cp -a --parents -t \"$0\";"
                                        + " cp -a --parents -t \"$0\" */target/classes",
                                copy.toString())
                        .directory(Path.of("..").toFile())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void projectServiceShowsAChangedSourceWithoutBeingStartedAgain() throws Exception {
        try (DevMode service = DevMode.start(copy, "project-service")) {
            URI ready = service.address().resolve("/q/health/ready");
            awaitAnswer(ready, 200, "\"schema\"");

            Path source =
                    copy.resolve(
                            "project-service/src/main/java/dev/hornero/projectservice/database/SchemaHealth.java");
            String text = Files.readString(source);
            assertThat(text).contains("\"schema\"");
            Files.writeString(source, text.replace("\"schema\"", "\"changed\""));

            awaitAnswer(ready, 200, "\"changed\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanner-service", "build-orchestrator", "status-service"})
    void aServiceFindsWhatItNeeds(String module) throws Exception {
        try (DevMode service = DevMode.start(copy, module)) {
            awaitAnswer(service.address().resolve("/q/health/ready"), 200, "\"UP\"");
        }
    }

    private void awaitAnswer(URI address, int status, String text) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(START).build();
        Awaitility.await(text)
                .atMost(START)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    HttpResponse<String> response =
                            client.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(response.body()).contains(text);
                    assertThat(response.statusCode()).isEqualTo(status);
                });
    }

    /** Maven with a service in dev mode. */
    private record DevMode(Process process, Path output) implements AutoCloseable {
        static DevMode start(Path sources, String module) throws IOException {
            Path output = sources.resolve("output");
            int kafka = FreePorts.inARow(1);
            String[] command = {
                "./mvnw",
                "-B",
                "compile",
                "quarkus:dev",
                "-pl",
                module,
                "-am",
                // What is compiled was copied, and tests beside this one take the usual ports
                "-Dmaven.main.skip",
                "-Dmaven.test.skip",
                "-Dspotless.check.skip",
                "-Dquarkus.analytics.disabled=true",
                "-Ddebug=false",
                "-Dquarkus.http.port=0",
                "-Dkafka.bootstrap.servers=localhost:" + kafka,
                "-Dmaven.repo.local=" + System.getProperty("local.repository")
            };
            return new DevMode(
                    new ProcessBuilder(command)
                            .directory(sources.toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        }

        URI address() {
            Awaitility.await("dev mode")
                    .atMost(START)
                    .failFast(() -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("it ended:\n" + text());
                        }
                    })
                    .until(() -> LISTENING.matcher(text()).find());
            Matcher listening = LISTENING.matcher(text());
            assertThat(listening.find()).isTrue();
            return URI.create(listening.group(1));
        }

        private String text() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            Stream<ProcessHandle> all =
                    Stream.concat(process.descendants(), Stream.of(process.toHandle()));
            ProcessHandle[] handles = all.toArray(ProcessHandle[]::new);
            Arrays.stream(handles).forEach(ProcessHandle::destroy);
            Arrays.stream(handles).forEach(handle -> handle.onExit().join());
        }
    }
}
