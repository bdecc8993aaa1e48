// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import java.util.Optional;

/** The build that a path names. */
public final class BuildPath {
    private BuildPath() {}

    /** Finds it, or throws a 404. */
    public static KnownBuild find(Builds builds, String id) {
        return id(id).flatMap(builds::find)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "No build of this id is known here. One that was just accepted"
                                        + " may come within a second."));
    }

    private static Optional<BuildId> id(String text) {
        try {
            return Optional.of(BuildId.of(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
