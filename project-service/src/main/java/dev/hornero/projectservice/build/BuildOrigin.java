// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.build.BuildCause;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.caller.Requester;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for a build and why.
 *
 * @param causedBy the id of the event that ordered it
 * @param traceparent W3C trace context that the build's events carry
 */
public record BuildOrigin(
        BuildCause cause,
        Optional<String> requestedBy,
        Optional<BuildId> rebuildOf,
        Optional<String> causedBy,
        Optional<String> traceparent) {
    public BuildOrigin {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(rebuildOf, "rebuildOf");
        Objects.requireNonNull(causedBy, "causedBy");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    static BuildOrigin requested(Requester requester) {
        return new BuildOrigin(
                BuildCause.REQUESTED,
                requester.name(),
                Optional.empty(),
                Optional.empty(),
                requester.traceparent());
    }

    static BuildOrigin rebuild(Caller caller, BuildId of) {
        return new BuildOrigin(
                BuildCause.REBUILD,
                Optional.of(caller.name()),
                Optional.of(of),
                Optional.empty(),
                caller.traceparent());
    }

    /** By an event of another service. */
    public static BuildOrigin ordered(String eventId, Optional<String> traceparent) {
        return new BuildOrigin(
                BuildCause.ORDERED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(eventId),
                traceparent);
    }
}
