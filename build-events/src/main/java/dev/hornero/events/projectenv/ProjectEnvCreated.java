// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.projectenv;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Image;
import dev.hornero.events.Require;
import dev.hornero.events.Source;
import java.util.Optional;

/**
 * A ProjectEnv exists, and this is the request for its initial build, for which there is no {@code
 * BuildRequested}. Its number is 1, or the next one where a deleted ProjectEnv had the name.
 */
public record ProjectEnvCreated(
        BuildRef build,
        String cluster,
        String namespace,
        Source source,
        Image image,
        boolean cache,
        Optional<String> requestedBy)
        implements ProjectEnvEvent, AcceptedBuild {
    public ProjectEnvCreated {
        Require.present(build, "build");
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
        Require.present(source, "source");
        Require.present(image, "image");
        Require.present(requestedBy, "requestedBy");
    }
}
