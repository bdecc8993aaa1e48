// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildState;
import java.util.List;
import java.util.Optional;

/** The builds. One is changed only under the lock of its ProjectEnv. */
public interface Builds {
    Optional<Build> find(BuildId id);

    void add(Build build);

    void change(BuildId id, BuildState state);

    /** An event of it was given up: it may be replayed as a build again. */
    void giveUp(BuildId id);

    /** Whether it was given up and not replayed yet; from then on it was. */
    boolean takeGivenUp(BuildId id);

    /** Those of a ProjectEnv that were given up and not replayed. */
    List<BuildId> givenUp(ProjectEnvId projectEnv);

    /** The one of a ProjectEnv with the highest number whose scan has answered. */
    Optional<Build> lastScanned(ProjectEnvId projectEnv);

    /** Those of a ProjectEnv that have not ended, by number. */
    List<Build> unended(ProjectEnvId projectEnv);
}
