// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Placement.Toleration;
import dev.hornero.events.imagebuild.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a ProjectEnv is built. Its JSON is part of the ProjectEnv's over REST.
 *
 * @param branch in place of the environment's default
 * @param commit pinned: wins over the branch
 * @param timeout after which a build is ended
 * @param softArguments what is done about required arguments that may be empty
 */
public record BuildSettings(
        Optional<String> branch,
        Optional<String> commit,
        String tag,
        boolean cache,
        Duration timeout,
        Resources resources,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        SoftArguments softArguments) {
    public BuildSettings {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(resources, "resources");
        Placement placement = new Placement(nodeSelector, tolerations);
        nodeSelector = placement.nodeSelector();
        tolerations = placement.tolerations();
        Objects.requireNonNull(softArguments, "softArguments");
    }

    /** The nodes that may run its builds. */
    public Placement placement() {
        return new Placement(nodeSelector, tolerations);
    }

    /** The same with another branch. */
    public BuildSettings withBranch(String other) {
        return new BuildSettings(
                Optional.of(other),
                commit,
                tag,
                cache,
                timeout,
                resources,
                nodeSelector,
                tolerations,
                softArguments);
    }
}
