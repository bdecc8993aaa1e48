// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git of this machine, run without the configuration of its user or system. */
final class Git {

    static final Map<String, String> ISOLATION =
            Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_TERMINAL_PROMPT", "0",
                    "LC_ALL", "C");

    private Git() {}

    static String run(String... arguments) {
        return run(new byte[0], arguments);
    }

    /**
     * Runs git to its end.
     *
     * @return its standard output
     * @throws IllegalStateException with what git complained about, when it fails
     */
    static String run(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(ISOLATION);
        try {
            Process process = builder.start();
            Thread.ofVirtual().start(() -> feed(process, input));
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "git %s ended with %d: %s".formatted(arguments[0], status, output.strip()));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run: is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git ran", e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // git ended before it read everything: its exit status says why
            process.destroy();
        }
    }
}
