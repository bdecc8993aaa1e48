// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.projectenv;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Image;
import dev.hornero.events.Require;
import dev.hornero.events.Source;
import java.util.Optional;

/**
 * A ProjectEnv exists, and this is the request for its initial build: there is no {@code
 * BuildRequested} for number 1.
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
        if (build.number() != 1) {
            throw new IllegalArgumentException(
                    "build.number of the initial build must be 1, was " + build.number());
        }
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
        Require.present(source, "source");
        Require.present(image, "image");
        Require.present(requestedBy, "requestedBy");
    }
}
