// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.argvalue;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import java.util.Objects;

/**
 * What values are given for.
 *
 * @param owner the project's name, or the id of the ProjectEnv or build
 */
public record ArgScope(Kind kind, String owner) {
    /** A narrower scope wins over a wider one. */
    public enum Kind {
        PROJECT,
        PROJECT_ENV,
        BUILD
    }

    public ArgScope {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(owner, "owner");
    }

    /** For all builds of all its ProjectEnvs. */
    public static ArgScope ofProject(String name) {
        return new ArgScope(Kind.PROJECT, name);
    }

    /** For all builds of one ProjectEnv. */
    public static ArgScope ofProjectEnv(ProjectEnvId id) {
        return new ArgScope(Kind.PROJECT_ENV, id.toString());
    }

    /** For one build only; they go when it ends. */
    public static ArgScope ofBuild(BuildId id) {
        return new ArgScope(Kind.BUILD, id.toString());
    }
}
