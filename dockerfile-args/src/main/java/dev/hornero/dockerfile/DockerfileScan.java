// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Dockerfile needs. When there is an {@link #error} everything else but {@link #syntax} and
 * {@link #declared} is empty: nothing of it would be built.
 *
 * @param stages all, in the order of the file
 * @param arguments by name, in the order of their first declaration; those declared only in stages
 *     that are not built are left out
 * @param syntax the front end image of {@code # syntax=}; Kaniko ignores it
 * @param baseImages of the stages that are built, evaluated where that is possible, without doubles
 * @param declared every name that an ARG declares, also in stages that are not built; none where
 *     the file cannot be parsed
 */
public record DockerfileScan(
        List<ScannedStage> stages,
        List<Argument> arguments,
        List<BuildSecret> secrets,
        List<SshMount> sshMounts,
        Optional<String> syntax,
        List<String> baseImages,
        List<Warning> warnings,
        Set<String> declared,
        Optional<ScanError> error) {
    public DockerfileScan {
        stages = List.copyOf(stages);
        arguments = List.copyOf(arguments);
        secrets = List.copyOf(secrets);
        sshMounts = List.copyOf(sshMounts);
        requireNonNull(syntax, "syntax");
        baseImages = List.copyOf(baseImages);
        warnings = List.copyOf(warnings);
        declared = Set.copyOf(declared);
        requireNonNull(error, "error");
    }

    /** A scan of a Dockerfile that cannot be read. */
    public static DockerfileScan failed(ScanError error) {
        return failed(Optional.empty(), Set.of(), error);
    }

    /** A scan of a Dockerfile that cannot be built. */
    static DockerfileScan failed(Optional<String> syntax, Set<String> declared, ScanError error) {
        return new DockerfileScan(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                syntax,
                List.of(),
                List.of(),
                declared,
                Optional.of(error));
    }

    /** The arguments that a value has to be asked for. */
    public List<Argument> required() {
        return arguments.stream()
                .filter(argument -> argument.requirement() == Requirement.REQUIRED)
                .toList();
    }
}
