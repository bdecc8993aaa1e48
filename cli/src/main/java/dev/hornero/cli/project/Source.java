// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import dev.hornero.cli.server.Fields;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a project's image comes from, beside the repository. */
final class Source {
    @Option(
            names = "--dockerfile",
            paramLabel = "PATH",
            description = "In the repository. Default: Dockerfile.")
    private Optional<String> dockerfile = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "PATH",
            description = "The build context's directory in the repository. Default: its root.")
    private Optional<String> context = Optional.empty();

    @Option(
            names = "--target",
            paramLabel = "STAGE",
            description = "The stage to build. Default: the last one.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--git-credential",
            paramLabel = "NAME",
            description = "What opens a private repository; see 'hornero git-credential'.")
    private Optional<String> gitCredential = Optional.empty();

    @Option(
            names = "--submodules",
            negatable = true,
            description = "Whether submodules are fetched at their recorded commits. Default: yes.")
    private Optional<Boolean> submodules = Optional.empty();

    @Option(
            names = "--git-directory",
            negatable = true,
            description = "Whether .git stays in the build context, one commit deep. Default: no.")
    private Optional<Boolean> gitDirectory = Optional.empty();

    Fields addedTo(Fields fields) {
        return fields.with("dockerfilePath", dockerfile)
                .with("contextPath", context)
                .with("target", target)
                .with("gitCredential", gitCredential)
                .withFlag("submodules", submodules)
                .withFlag("gitDirectory", gitDirectory);
    }
}
