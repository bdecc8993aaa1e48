// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.invocation;

import picocli.CommandLine.Option;

/** Names a ProjectEnv by its project and environment. */
public final class ProjectEnvRef {
    @Option(
            names = {"-p", "--project"},
            required = true,
            paramLabel = "PROJECT",
            description = "The project.")
    private String project = "";

    @Option(
            names = {"-e", "--env"},
            required = true,
            paramLabel = "ENVIRONMENT",
            description = "The environment.")
    private String environment = "";

    public String project() {
        return project;
    }

    public String environment() {
        return environment;
    }

    /** {@code <environment>-<project>}. */
    public String name() {
        return environment + "-" + project;
    }
}
