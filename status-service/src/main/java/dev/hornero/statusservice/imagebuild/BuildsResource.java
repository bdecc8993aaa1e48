// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.BuildId;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.statusservice.imagebuild.model.BuildFilter;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.imagebuild.model.Phase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Builds and their histories. */
@Path("/status/v1/builds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
final class BuildsResource {
    private static final int CURSOR_PARTS = 2;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Builds builds;
    private final BuildRepresentations representations;

    BuildsResource(Builds builds, BuildRepresentations representations) {
        this.builds = builds;
        this.representations = representations;
    }

    /** The newest first; by name those of ProjectEnvs that exist, unless asked otherwise. */
    @GET
    public Page<BuildRepresentation> list(
            @RestQuery Optional<String> projectEnv,
            @RestQuery Optional<String> number,
            @RestQuery Optional<String> project,
            @RestQuery Optional<String> environment,
            @RestQuery Optional<String> phase,
            @RestQuery Optional<String> deleted,
            @RestQuery Optional<String> causedBy,
            @RestQuery Optional<String> causedBySource,
            @RestQuery Optional<String> limit,
            @RestQuery Optional<String> cursor) {
        PageRequest request = PageRequest.of(limit, cursor, CURSOR_PARTS);
        BuildFilter filter =
                new BuildFilter(
                        projectEnv,
                        number.map(given -> number(given, projectEnv)),
                        project,
                        environment,
                        phase.map(BuildsResource::phase),
                        deleted.map(BuildsResource::deleted).orElse(false),
                        causedBy,
                        causedBySource,
                        request.cursor().map(BuildsResource::position));
        return Page.of(
                builds.newest(filter, request.rows()),
                request,
                representations::of,
                BuildsResource::cursor);
    }

    private static Phase phase(String name) {
        return Stream.of(Phase.values())
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "phase",
                                "Give one of %s."
                                        .formatted(
                                                Arrays.stream(Phase.values())
                                                        .map(Phase::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static int number(String text, Optional<String> projectEnv) {
        if (projectEnv.isEmpty()) {
            throw ProblemException.invalid(
                    "number",
                    "A build's number counts within its ProjectEnv: give projectEnv too.");
        }
        if (!NUMBER.matcher(text).matches()) {
            throw ProblemException.invalid("number", "Give a build's number, 1 or more.");
        }
        return Integer.parseInt(text);
    }

    private static boolean deleted(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("deleted", "Give true or false.");
        };
    }

    private static BuildFilter.Position position(Cursor cursor) {
        try {
            return new BuildFilter.Position(
                    Instant.parse(cursor.parts().getFirst()), BuildId.of(cursor.parts().getLast()));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw ProblemException.invalid(
                    "cursor", "It is the cursor of another list. Leave it out to begin.");
        }
    }

    private static Cursor cursor(KnownBuild build) {
        return Cursor.of(
                build.facts().since().truncatedTo(ChronoUnit.MICROS).toString(),
                build.facts().build().id().toString());
    }

    /** One build, and what its arguments changed since the build before. */
    @GET
    @Path("{id}")
    public BuildRepresentation get(@RestPath String id) {
        KnownBuild build = known(id);
        return representations.of(build, builds.before(build.facts().build()));
    }

    /** What happened to a build, in order of time. */
    @GET
    @Path("{id}/events")
    public Page<HistoryEntryRepresentation> events(@RestPath String id) {
        return Page.whole(
                builds.history(known(id).facts().build().id()).stream()
                        .map(HistoryEntryRepresentation::of)
                        .toList());
    }

    private KnownBuild known(String id) {
        return BuildPath.find(builds, id);
    }
}
