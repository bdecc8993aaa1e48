// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Resources;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a ProjectEnv is built.
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
        Placement placement,
        SoftArguments softArguments) {
    public BuildSettings {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(softArguments, "softArguments");
    }
}
