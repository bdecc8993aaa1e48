// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import static java.util.Objects.requireNonNull;

import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.ChangePosition;
import java.util.List;
import java.util.Optional;

/**
 * Builds that changed after a position, in the order of their last changes.
 *
 * @param builds empty where that is not known: too many changed, or the position is not of this
 *     read model
 * @param now the position from which on later changes are to be sent
 */
public record ChangedBuilds(Optional<List<KnownBuild>> builds, ChangePosition now) {
    public ChangedBuilds {
        builds = builds.map(List::copyOf);
        requireNonNull(now, "now");
    }
}
