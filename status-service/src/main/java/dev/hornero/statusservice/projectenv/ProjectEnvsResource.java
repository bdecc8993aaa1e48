// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.statusservice.imagebuild.BuildRepresentations;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The list that a user looks at first. */
@Path("/status/v1/project-envs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
final class ProjectEnvsResource {
    private static final int CURSOR_PARTS = 2;

    private final ProjectEnvStore projectEnvs;
    private final Builds builds;
    private final BuildRepresentations representations;

    ProjectEnvsResource(
            ProjectEnvStore projectEnvs, Builds builds, BuildRepresentations representations) {
        this.projectEnvs = projectEnvs;
        this.builds = builds;
        this.representations = representations;
    }

    /** By name. */
    @GET
    public Page<ProjectEnvRepresentation> list(
            @RestQuery Optional<String> limit, @RestQuery Optional<String> cursor) {
        PageRequest request = PageRequest.of(limit, cursor, CURSOR_PARTS);
        List<ProjectEnvRef> found =
                projectEnvs.existing(
                        request.cursor().map(ProjectEnvsResource::position), request.rows());
        Map<ProjectEnvId, KnownBuild> last =
                builds.lastOf(found.stream().map(ProjectEnvRef::id).toList());
        return Page.of(
                found,
                request,
                projectEnv ->
                        ProjectEnvRepresentation.of(
                                projectEnv,
                                Optional.ofNullable(last.get(projectEnv.id()))
                                        .map(representations::of)),
                projectEnv -> Cursor.of(projectEnv.name(), projectEnv.id().toString()));
    }

    private static ProjectEnvStore.Position position(Cursor cursor) {
        try {
            return new ProjectEnvStore.Position(
                    cursor.parts().getFirst(),
                    new ProjectEnvId(UUID.fromString(cursor.parts().getLast())));
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(
                    "cursor", "It is the cursor of another list. Leave it out to begin.");
        }
    }
}
