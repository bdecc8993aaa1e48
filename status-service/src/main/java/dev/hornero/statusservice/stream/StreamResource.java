// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import dev.hornero.http.apikey.Role;
import dev.hornero.statusservice.imagebuild.BuildRepresentation;
import dev.hornero.statusservice.notice.ChangePosition;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Every build that changes, as it is then. */
@Path("/status/v1/stream")
@RolesAllowed(Role.VIEWER_ROLE)
final class StreamResource {
    private final BuildFeed feed;
    private final OpenStreams streams;
    private final Duration heartbeat;

    StreamResource(BuildFeed feed, OpenStreams streams, StreamConfig config) {
        this.feed = feed;
        this.streams = streams;
        this.heartbeat = config.heartbeat();
    }

    /**
     * Events named {@code build}, and comments in between. A client that connects again with the
     * last id goes on there, or receives {@code reset} where that is not possible.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(
            @RestHeader("Last-Event-ID") Optional<String> lastEventIdHeader,
            @RestQuery Optional<String> lastEventId,
            @Context Sse sse,
            HttpServerRequest request) {
        Optional<String> last = lastEventIdHeader.or(() -> lastEventId).filter(id -> !id.isBlank());
        Multi<OutboundSseEvent> events = feed.watch(last).map(one -> event(one, sse));
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom()
                        .ticks()
                        .every(heartbeat)
                        .onOverflow()
                        .drop()
                        .map(tick -> sse.newEventBuilder().comment("").build());
        // The heartbeats end with the events. Nothing is taken before the item before was sent.
        return streams.hold(
                request,
                Multi.createBy()
                        .merging()
                        .withRequests(1)
                        .streams(events.onCompletion().failWith(StreamEnd::new), heartbeats)
                        .onFailure(StreamEnd.class)
                        .recoverWithCompletion());
    }

    private static OutboundSseEvent event(BuildFeed.StreamEvent item, Sse sse) {
        return switch (item) {
            case BuildFeed.StreamEvent.BuildChanged(
                            BuildRepresentation build,
                            Optional<ChangePosition> position) -> {
                OutboundSseEvent.Builder event =
                        sse.newEventBuilder()
                                .name("build")
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .data(BuildRepresentation.class, build);
                position.map(ChangePosition::text).ifPresent(event::id);
                yield event.build();
            }
            case BuildFeed.StreamEvent.Position(ChangePosition position) ->
                    sse.newEventBuilder().comment("").id(position.text()).build();
            case BuildFeed.StreamEvent.Reset(ChangePosition position) ->
                    sse.newEventBuilder().name("reset").id(position.text()).data("").build();
        };
    }

    /** The feed has ended, and with it the stream. */
    private static final class StreamEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
