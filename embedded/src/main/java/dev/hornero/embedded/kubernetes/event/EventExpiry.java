// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import dev.hornero.embedded.kubernetes.control.Controller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Forgets events an hour after they were last told, as Kubernetes does. */
public final class EventExpiry implements Controller {

    private static final Duration KEPT = Duration.ofHours(1);

    private final ClusterObjects objects;
    private final Clock clock;

    public EventExpiry(ClusterObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-expiry";
    }

    @Override
    public Collection<ObjectKey> all() {
        return objects.keys(ResourceType.EVENT);
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        return change.key().type() == ResourceType.EVENT && change.after().isPresent()
                ? List.of(change.key())
                : List.of();
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        return objects.find(key)
                .map(event -> lastTold(event).plus(KEPT))
                .flatMap(end -> {
                    if (end.isAfter(clock.instant())) {
                        return Optional.of(end);
                    }
                    objects.delete(key, DeleteOptions.NONE);
                    return Optional.empty();
                });
    }

    private static Instant lastTold(JsonNode event) {
        String told =
                event.hasNonNull("lastTimestamp")
                        ? event.path("lastTimestamp").asText()
                        : event.path("metadata").path("creationTimestamp").asText();
        return Instant.parse(told);
    }
}
