// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Commit;
import dev.hornero.events.Image;
import dev.hornero.events.Require;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.scan.Evaluation;
import java.time.Duration;
import java.util.Optional;

/**
 * Every required build argument has a value: from here on the build is queued. The order of these
 * events is the order of the builds of a ProjectEnv.
 *
 * @param sequence counts the ArgsResolved of the ProjectEnv from 1, without gaps
 * @param commit what is built, also when the branch has moved on
 * @param values sealed for the cluster: the ARG values, names that have one only
 * @param buildSecrets sealed for the cluster: values for {@code RUN --mount=type=secret}, by id
 * @param timeout after which the build is ended
 * @param evaluation of the Dockerfile with the values; absent where the scan did not bring it
 */
public record ArgsResolved(
        BuildRef build,
        long sequence,
        String cluster,
        String namespace,
        Commit commit,
        Source source,
        Image image,
        Sealed values,
        Optional<Sealed> buildSecrets,
        Resources resources,
        Placement placement,
        boolean cache,
        Duration timeout,
        Optional<Evaluation> evaluation)
        implements BuildEvent {
    public ArgsResolved {
        Require.present(build, "build");
        Require.atLeast(1, sequence, "sequence");
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
        Require.present(commit, "commit");
        Require.present(source, "source");
        Require.present(image, "image");
        Require.present(values, "values");
        Require.present(buildSecrets, "buildSecrets");
        Require.present(resources, "resources");
        Require.present(placement, "placement");
        Require.present(timeout, "timeout");
        Require.present(evaluation, "evaluation");
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout);
        }
    }
}
