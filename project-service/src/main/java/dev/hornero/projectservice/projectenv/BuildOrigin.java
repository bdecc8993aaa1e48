// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.caller.Requester;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for a build and why.
 *
 * @param causedBy the id of the event that asked for it
 * @param causedBySource the source of that event; absent also in rows that are older than it
 * @param traceparent W3C trace context that the build's events carry
 */
public record BuildOrigin(
        BuildCause cause,
        Optional<String> requestedBy,
        Optional<BuildId> rebuildOf,
        Optional<String> causedBy,
        Optional<String> causedBySource,
        Optional<String> traceparent) {
    public BuildOrigin {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(rebuildOf, "rebuildOf");
        Objects.requireNonNull(causedBy, "causedBy");
        Objects.requireNonNull(causedBySource, "causedBySource");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    /** By a caller over REST, or by an event of another service. */
    public static BuildOrigin requested(Requester requester) {
        return new BuildOrigin(
                requester.event().isPresent() ? BuildCause.ORDERED : BuildCause.REQUESTED,
                requester.name(),
                Optional.empty(),
                requester.event().map(Requester.RequestingEvent::id),
                requester.event().map(Requester.RequestingEvent::source),
                requester.traceparent());
    }

    static BuildOrigin rebuild(Caller caller, BuildId of) {
        return new BuildOrigin(
                BuildCause.REBUILD,
                Optional.of(caller.name()),
                Optional.of(of),
                Optional.empty(),
                Optional.empty(),
                caller.traceparent());
    }

    /** In place of a build that was given up: who ordered that one finds the image of this one. */
    static BuildOrigin replay(Caller caller, Build of) {
        return new BuildOrigin(
                BuildCause.REBUILD,
                Optional.of(caller.name()),
                Optional.of(of.id()),
                of.origin().causedBy(),
                of.origin().causedBySource(),
                of.origin().traceparent());
    }
}
