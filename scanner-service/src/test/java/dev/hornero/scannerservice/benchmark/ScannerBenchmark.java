// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import dev.hornero.embedded.git.GitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures scans beside git's own client, in one run and through one metering proxy. Takes some
 * minutes; the repositories are made once and kept.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -DskipTests verify -pl scanner-service -am}
 *
 * <p>Arguments: the directory for the repositories, then the parts to run ({@code fetch}, {@code
 * many}, {@code hanging}; all where none is named). Ends with 1 where a goal is missed.
 */
public final class ScannerBenchmark {

    private ScannerBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]).toAbsolutePath();
        Set<String> named =
                Arrays.stream(args)
                        .skip(1)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toSet());
        Set<String> parts = named.isEmpty() ? Set.of("fetch", "many", "hanging") : named;
        Files.createDirectories(directory);
        Verdict verdict = new Verdict(System.out);
        try (GitServer server = GitServer.start(directory.resolve("repositories"), 0)) {
            if (parts.contains("fetch")) {
                new FetchComparison(server, directory, verdict).run();
            }
            if (parts.contains("many")) {
                new ManyRepositories(server, directory.resolve("repositories"), verdict).run();
            }
            if (parts.contains("hanging")) {
                new HangingHost(server, directory, verdict).run();
            }
        }
        System.exit(verdict.exitCode());
    }
}
