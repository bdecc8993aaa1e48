// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.Commit;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.DockerfileContent;
import dev.hornero.events.scan.RequiredBuildSecret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a scan decides how a build goes on.
 *
 * @param arguments and {@code buildSecrets}: without any value given
 * @param dockerfile to be evaluated with values; a scanner of an earlier release did not send it
 */
public record ScanResult(
        Commit commit,
        List<BuildArgument> arguments,
        List<RequiredBuildSecret> buildSecrets,
        Optional<DockerfileContent> dockerfile) {
    public ScanResult {
        Objects.requireNonNull(commit, "commit");
        arguments = List.copyOf(arguments);
        buildSecrets = List.copyOf(buildSecrets);
        Objects.requireNonNull(dockerfile, "dockerfile");
    }

    /** The Dockerfile, for one of its stages. */
    public Optional<DockerfileEvaluator> dockerfile(Optional<String> target) {
        return dockerfile.map(content -> DockerfileEvaluator.of(content, target));
    }

    /**
     * What an event says.
     *
     * @throws IllegalArgumentException if its Dockerfile cannot be read
     */
    public static ScanResult of(ArgsRequired scan) {
        scan.dockerfile().ifPresent(content -> DockerfileEvaluator.of(content, Optional.empty()));
        return new ScanResult(
                scan.commit(), scan.arguments(), scan.buildSecrets(), scan.dockerfile());
    }
}
