// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hornero.embedded.kubernetes.EmbeddedCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine. A seam for tests. */
interface Programs {

    boolean isInstalled(String program);

    /**
     * Whether it ends with status 0 in time. What it prints is added to the log, if there is one.
     */
    boolean succeeds(
            List<String> command,
            Map<String, String> environment,
            Duration patience,
            Optional<Path> log);

    boolean isRoot();

    /** Whether containers find nothing of this machine, as a trial shows. */
    boolean keepContainersApart();

    /** Those that the search path of this process finds. */
    static Programs ofThisMachine() {
        return new OnSearchPath();
    }

    /** See {@link #ofThisMachine}. */
    final class OnSearchPath implements Programs {

        @Override
        public boolean isInstalled(String program) {
            return Stream.of(Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        }

        @Override
        public boolean succeeds(
                List<String> command,
                Map<String, String> environment,
                Duration patience,
                Optional<Path> log) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.redirectOutput(
                    log.map(path -> ProcessBuilder.Redirect.appendTo(path.toFile()))
                            .orElse(ProcessBuilder.Redirect.DISCARD));
            try {
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
                    process.destroyForcibly();
                    return false;
                }
                return process.exitValue() == 0;
            } catch (IOException e) {
                // There is no such program
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean keepContainersApart() {
            return EmbeddedCluster.keepsContainersApart();
        }

        @Override
        public boolean isRoot() {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
