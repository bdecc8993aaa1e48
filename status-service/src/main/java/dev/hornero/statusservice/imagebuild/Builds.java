// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.HistoryEntry;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.ChangePosition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every build that an event was about. */
public interface Builds {
    Optional<KnownBuild> find(BuildId id);

    /** The last build before this one, of the same ProjectEnv, whose arguments are known. */
    Optional<BuildFacts> before(BuildRef build);

    /** The newest first; one more than wanted shows that there are others. */
    List<KnownBuild> newest(BuildFilter filter, int rows);

    /** Of each of these ProjectEnvs the build of the highest number. */
    Map<ProjectEnvId, KnownBuild> lastOf(Collection<ProjectEnvId> projectEnvs);

    /** What changed after a position, if it is not more than {@code limit} builds. */
    ChangedBuilds changedAfter(ChangePosition position, int limit);

    /** The position from which on later changes are to be sent. */
    ChangePosition position();

    /**
     * Notifies those who watch of the builds that were resolved in this span of time and that no
     * orchestrator has answered.
     */
    void notifyUnanswered(Instant after, Instant until);

    /** The history of a build in order of time. */
    List<HistoryEntry> history(BuildId id);
}
