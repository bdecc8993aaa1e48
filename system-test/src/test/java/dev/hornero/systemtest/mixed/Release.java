// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.mixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A built checkout.
 *
 * @param name for the table
 */
record Release(String name, Path checkout) {

    /** This checkout, as {@code ./hornero up} builds it. */
    static Release here() throws IOException {
        return new Release("new", Path.of("..").toRealPath());
    }

    /**
     * What a commit, branch or tag of this repository builds; what was built before is taken again.
     *
     * @param ref empty for the newest tag
     */
    static Release of(String ref, Path folder) throws IOException, InterruptedException {
        Path repository = Path.of("..").toRealPath();
        String wanted =
                ref.isEmpty() ? output(repository, "git", "describe", "--tags", "--abbrev=0") : ref;
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no tag yet: name the last release with -Dmixed.from=<commit>");
        }
        String commit = output(repository, "git", "rev-parse", "--verify", wanted + "^{commit}");
        if (commit.isEmpty()) {
            throw new IllegalArgumentException("There is no commit " + wanted);
        }
        Path checkout = folder.resolve("checkout-" + commit);
        Path built = checkout.resolve("built");
        if (!Files.exists(built)) {
            Files.createDirectories(checkout);
            run(
                    repository,
                    "sh",
                    "-c",
                    "git archive " + commit + " | tar -x -C " + quoted(checkout));
            run(
                    checkout,
                    "./mvnw",
                    "-B",
                    "-q",
                    "-Dmaven.test.skip=true",
                    "-Dspotless.check.skip=true",
                    "package");
            Files.createFile(built);
        }
        return new Release("old", checkout);
    }

    /** Where a module was built. */
    Path target(String module) {
        return checkout.resolve(module).resolve("target");
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static void run(Path directory, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(List.of(command) + " failed in " + directory);
        }
    }

    /** The first line of what a command prints; empty when it fails. */
    private static String output(Path directory, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String line;
        try (var out = process.inputReader()) {
            line = out.readLine();
        }
        return process.waitFor() == 0 && line != null ? line.strip() : "";
    }
}
