// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import java.util.Objects;

/**
 * Project × environment: the unit that is built.
 *
 * @param imageRepository the path of its image in the cluster's registry
 */
public record ProjectEnv(
        ProjectEnvId id,
        String project,
        String environment,
        BuildSettings settings,
        String imageRepository,
        Life life) {
    /** From its creation to the end of its last build. */
    public enum Life {
        ALIVE,
        /** It is deleted as soon as its builds have ended. */
        ENDING,
        GONE
    }

    public ProjectEnv {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(imageRepository, "imageRepository");
        Objects.requireNonNull(life, "life");
    }

    /** {@code <environment>-<project>}. */
    public String name() {
        return ref().name();
    }

    /** As events name it. */
    public ProjectEnvRef ref() {
        return new ProjectEnvRef(id, project, environment);
    }
}
