// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.imagebuild.model.Moment;
import dev.hornero.statusservice.notice.Mark;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every build that events have told of. */
public interface Builds {
    Optional<KnownBuild> find(BuildId id);

    /** The last build before this one, of the same ProjectEnv, whose arguments are known. */
    Optional<BuildFacts> before(BuildRef build);

    /** The newest first; one more than wanted tells whether there are others. */
    List<KnownBuild> newest(BuildFilter filter, int rows);

    /** Of each of these ProjectEnvs the build of the highest number. */
    Map<ProjectEnvId, KnownBuild> lastOf(Collection<ProjectEnvId> projectEnvs);

    /** What changed after a mark, if it is not more than {@code limit} builds. */
    ChangedBuilds changedAfter(Mark mark, int limit);

    /** The mark from which on later changes are to be sent. */
    Mark mark();

    /**
     * Reports the builds that were resolved in this span of time and that no orchestrator answered.
     */
    void tellUnanswered(Instant after, Instant until);

    /** The history of a build in order of time. */
    List<Moment> history(BuildId id);
}
