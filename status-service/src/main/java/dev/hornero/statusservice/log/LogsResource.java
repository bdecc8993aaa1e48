// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.statusservice.imagebuild.BuildPath;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.stream.OpenStreams;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The log of a build in three forms; two of them can be followed. */
@Path("/status/v1/builds/{id}/logs")
@RolesAllowed(Role.VIEWER_ROLE)
@Blocking
final class LogsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Builds builds;
    private final LogReader reader;
    private final OpenStreams streams;

    LogsResource(Builds builds, LogReader reader, OpenStreams streams) {
        this.builds = builds;
        this.reader = reader;
        this.streams = streams;
    }

    /** The lines and nothing else; a part without lines shows that the answer has begun. */
    @GET
    @Produces("text/plain;charset=UTF-8;qs=1.0")
    public Multi<String> plain(
            @RestPath String id,
            @RestQuery Optional<String> follow,
            @RestQuery Optional<String> lastEventId,
            HttpServerRequest request) {
        boolean onwards = follow.map(LogsResource::flag).orElse(false);
        long place = place(lastEventId);
        BuildId build = known(id);
        return streams.hold(
                        request,
                        onwards ? reader.followed(build, place) : reader.stored(build, place))
                .map(part ->
                        part.lines().stream()
                                .map(line -> line.plain() + "\n")
                                .collect(Collectors.joining()));
    }

    /** Every line that is there with what is known of it. */
    @GET
    @Produces("application/json;qs=0.9")
    public Uni<LogRepresentation> json(
            @RestPath String id,
            @RestQuery Optional<String> follow,
            @RestQuery Optional<String> lastEventId) {
        // As far as it is stored, anyhow.
        follow.ifPresent(LogsResource::checkFlag);
        return reader.stored(known(id), place(lastEventId))
                .collect()
                .asList()
                .map(LogRepresentation::of);
    }

    /** Line by line as they come; goes on after the line that the client had last. */
    @GET
    @Produces("text/event-stream;qs=0.8")
    public Multi<OutboundSseEvent> events(
            @RestPath String id,
            @RestQuery Optional<String> follow,
            @RestHeader(LAST_EVENT_ID) Optional<String> lastEventIdHeader,
            @RestQuery Optional<String> lastEventId,
            @Context Sse sse,
            HttpServerRequest request) {
        // They are followed anyhow.
        follow.ifPresent(LogsResource::checkFlag);
        long place = place(lastEventIdHeader.or(() -> lastEventId));
        return streams.hold(
                request,
                reader.followed(known(id), place)
                        .onItem()
                        .transformToIterable(part -> events(part, sse)));
    }

    private static List<OutboundSseEvent> events(LogReader.Part part, Sse sse) {
        Stream<OutboundSseEvent> lines = part.lines().stream().map(line -> event(line, sse));
        if (part.complete()) {
            return Stream.concat(lines, Stream.of(sse.newEvent("end", ""))).toList();
        }
        return part.lines().isEmpty()
                ? List.of(sse.newEventBuilder().comment("").build())
                : lines.toList();
    }

    private static OutboundSseEvent event(StoredLine line, Sse sse) {
        LineRepresentation data = LineRepresentation.of(line);
        return sse.newEventBuilder()
                .name("line")
                .id(data.cursor())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(LineRepresentation.class, data)
                .build();
    }

    private static long place(Optional<String> lastEventId) {
        return lastEventId.filter(last -> !last.isBlank()).map(LogsResource::place).orElse(0L);
    }

    private static long place(String lastEventId) {
        try {
            long place = Long.parseLong(lastEventId);
            if (place >= 0) {
                return place;
            }
        } catch (NumberFormatException _) {
            // As a negative one
        }
        throw ProblemException.invalid(
                LAST_EVENT_ID, "Send the id of the last line as it was given.");
    }

    private static void checkFlag(String follow) {
        var _ = flag(follow);
    }

    private static boolean flag(String follow) {
        return switch (follow) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("follow", "Give true or false.");
        };
    }

    /** A build whose log is kept, or is still to come; throws a 404 for any other. */
    private BuildId known(String id) {
        BuildId build = BuildPath.find(builds, id).facts().build().id();
        reader.checkKept(build);
        return build;
    }
}
