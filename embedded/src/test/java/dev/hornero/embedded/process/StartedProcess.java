// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of this module's servers, started as the quickstart does it. */
public record StartedProcess(Process process, Path output) implements AutoCloseable {

    public static StartedProcess start(
            Class<?> main, Path output, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new StartedProcess(builder.start(), output);
    }

    public StartedProcess awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    String printed = Files.readString(output, UTF_8);
                    assertThat(process.isAlive()).as(printed).isTrue();
                    assertThat(printed.lines()).contains("ready");
                });
        return this;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, SECONDS)).isTrue();
    }

    /** SIGTERM. */
    public void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
