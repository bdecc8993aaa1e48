// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git of this machine, without its user's configuration. */
final class GitClient {

    private GitClient() {}

    /** Writes git's standard input. */
    interface Input {
        void write(OutputStream out) throws IOException;
    }

    static String run(Path directory, String... arguments)
            throws IOException, InterruptedException {
        return run(directory, out -> {}, arguments);
    }

    static String run(Path directory, Input input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(
                        Map.of(
                                "GIT_CONFIG_NOSYSTEM", "1",
                                "GIT_CONFIG_GLOBAL", "/dev/null",
                                "GIT_TERMINAL_PROMPT", "0"));
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            input.write(out);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        return output;
    }
}
