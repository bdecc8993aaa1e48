// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.BuildId;
import dev.hornero.events.imagebuild.BuildCause;
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

    /** A caller asked over REST. */
    public static BuildOrigin requested(String by, Optional<String> traceparent) {
        return new BuildOrigin(
                BuildCause.REQUESTED,
                Optional.of(by),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                traceparent);
    }

    /** Another service asked over Kafka; the ids of its events are unique within their source. */
    public static BuildOrigin ordered(String source, String event, Optional<String> traceparent) {
        return new BuildOrigin(
                BuildCause.ORDERED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(event),
                Optional.of(source),
                traceparent);
    }

    /** A caller asked for the same as an earlier build. */
    public static BuildOrigin rebuild(String by, Optional<String> traceparent, BuildId of) {
        return new BuildOrigin(
                BuildCause.REBUILD,
                Optional.of(by),
                Optional.of(of),
                Optional.empty(),
                Optional.empty(),
                traceparent);
    }

    /** In place of a build that was given up: who ordered that one finds the image of this one. */
    public static BuildOrigin replay(String by, Build of) {
        return new BuildOrigin(
                BuildCause.REBUILD,
                Optional.of(by),
                Optional.of(of.id()),
                of.origin().causedBy(),
                of.origin().causedBySource(),
                of.origin().traceparent());
    }
}
