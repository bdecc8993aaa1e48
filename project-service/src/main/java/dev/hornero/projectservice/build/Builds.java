// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import java.util.List;
import java.util.Optional;

/** The builds. One is changed only under the lock of its ProjectEnv. */
public interface Builds {
    Optional<Build> find(BuildId id);

    void add(Build build);

    void change(BuildId id, Standing standing);

    /** Those of a ProjectEnv that have not ended, by number. */
    List<Build> unended(ProjectEnvId projectEnv);
}
