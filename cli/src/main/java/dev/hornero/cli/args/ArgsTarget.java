// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.args;

import dev.hornero.cli.server.ResourcePath;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose values: a ProjectEnv's, or those that all ProjectEnvs of a project share. */
final class ArgsTarget {
    @Option(
            names = {"-p", "--project"},
            required = true,
            paramLabel = "PROJECT",
            description = "The project.")
    private String project = "";

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENVIRONMENT",
            description = "The environment. Without it: the values that all of them share.")
    private Optional<String> environment = Optional.empty();

    String name() {
        return environment.map(stage -> stage + "-" + project).orElse(project);
    }

    boolean isProjectEnv() {
        return environment.isPresent();
    }

    ResourcePath path() {
        return environment.isPresent()
                ? ResourcePath.api("project-envs", name(), "args")
                : ResourcePath.api("projects", name(), "args");
    }
}
