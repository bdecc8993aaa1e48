// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the progress of {@code docker build --progress=plain} in Kaniko's words. */
final class DockerOutput {

    private static final Pattern STEP =
            Pattern.compile("#\\d+ \\[(?:[^\\]]* )?\\d+/\\d+\\] (?<instruction>[A-Z]+ .*)");
    private static final Pattern OUTPUT = Pattern.compile("#\\d+ \\d+\\.\\d+ (?<text>.*)");
    private static final Pattern RUN_FAILED =
            Pattern.compile(".*did not complete successfully: exit code: (?<code>\\d+).*");
    private static final String ERROR = "ERROR: ";

    private final BuildLog log;
    private final ContainerPaths paths;
    private Optional<String> error = Optional.empty();

    DockerOutput(BuildLog log, ContainerPaths paths) {
        this.log = log;
        this.paths = paths;
    }

    void line(String line) throws IOException {
        Matcher step = STEP.matcher(line);
        Matcher output = OUTPUT.matcher(line);
        if (step.matches()) {
            log.info(step.group("instruction"));
        } else if (output.matches()) {
            log.raw(Stream.STDOUT, output.group("text"));
        } else if (line.startsWith(ERROR)) {
            error = Optional.of(paths.shown(line.substring(ERROR.length())));
        }
    }

    BuildException failure(int exitCode) {
        String said = error.orElse("docker ended with exit code " + exitCode);
        Matcher run = RUN_FAILED.matcher(said);
        if (run.matches()) {
            int code = Integer.parseInt(run.group("code"));
            return new BuildException(
                    "error building image: error building stage: failed to execute command: waiting"
                            + " for process to exit: exit status "
                            + code,
                    code);
        }
        return new BuildException("error building image: " + said);
    }

    Optional<String> error() {
        return error;
    }
}
