// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Image;
import dev.hornero.events.Require;
import dev.hornero.events.Source;
import java.util.Optional;

/**
 * A later build was accepted; the initial one is asked for by {@code ProjectEnvCreated}.
 *
 * @param rebuildOf the build that a {@link BuildCause#REBUILD} repeats
 */
public record BuildRequested(
        BuildRef build,
        String cluster,
        String namespace,
        Source source,
        Image image,
        boolean cache,
        Code<BuildCause> cause,
        Optional<String> requestedBy,
        Optional<BuildId> rebuildOf)
        implements BuildEvent, AcceptedBuild {
    public BuildRequested {
        Require.present(build, "build");
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
        Require.present(source, "source");
        Require.present(image, "image");
        Require.present(cause, "cause");
        Require.present(requestedBy, "requestedBy");
        Require.present(rebuildOf, "rebuildOf");
    }
}
