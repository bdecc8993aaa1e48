// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Commit;
import dev.hornero.events.Require;
import java.util.List;
import java.util.Optional;

/**
 * The Dockerfile was read at a commit. Sent also when nothing is required.
 *
 * @param dockerfileDigest {@code sha256:…} of its bytes
 * @param arguments every build argument, in the order of the Dockerfile, without any value given
 * @param dockerfile what was read; a scanner of an earlier release does not say it
 */
public record ArgsRequired(
        BuildRef build,
        Commit commit,
        String dockerfilePath,
        String dockerfileDigest,
        List<BuildArgument> arguments,
        List<ScannedStage> stages,
        List<RequiredBuildSecret> buildSecrets,
        List<ScanWarning> warnings,
        Optional<DockerfileContent> dockerfile)
        implements ScanEvent {
    public ArgsRequired {
        Require.present(build, "build");
        Require.present(commit, "commit");
        Require.text(dockerfilePath, "dockerfilePath");
        Require.digest(dockerfileDigest, "dockerfileDigest");
        arguments = List.copyOf(Require.present(arguments, "arguments"));
        stages = List.copyOf(Require.present(stages, "stages"));
        buildSecrets = List.copyOf(Require.present(buildSecrets, "buildSecrets"));
        warnings = List.copyOf(Require.present(warnings, "warnings"));
        Require.present(dockerfile, "dockerfile");
    }
}
