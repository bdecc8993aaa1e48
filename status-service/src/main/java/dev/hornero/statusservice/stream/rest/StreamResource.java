// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream.rest;

import dev.hornero.http.apikey.Role;
import dev.hornero.statusservice.build.rest.BuildRepresentation;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/** Every build that changes, as it is then. Who comes again reads the lists anew. */
@Path("/status/v1/stream")
@RolesAllowed(Role.VIEWER_ROLE)
final class StreamResource {
    private final BuildFeed feed;
    private final Duration heartbeat;

    StreamResource(BuildFeed feed, StreamConfig config) {
        this.feed = feed;
        this.heartbeat = config.heartbeat();
    }

    /** Events named {@code build}, and comments in between. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        Multi<OutboundSseEvent> builds = feed.watch().map(build -> event(build, sse));
        Multi<OutboundSseEvent> heartbeats =
                Multi.createFrom()
                        .ticks()
                        .every(heartbeat)
                        .onOverflow()
                        .drop()
                        .map(tick -> sse.newEventBuilder().comment("").build());
        // The heartbeats end with the builds.
        return Multi.createBy()
                .merging()
                .streams(builds.onCompletion().failWith(StreamEnd::new), heartbeats)
                .onFailure(StreamEnd.class)
                .recoverWithCompletion();
    }

    private static OutboundSseEvent event(BuildRepresentation build, Sse sse) {
        return sse.newEventBuilder()
                .name("build")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(BuildRepresentation.class, build)
                .build();
    }

    /** The feed has ended, and with it the stream. */
    private static final class StreamEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
