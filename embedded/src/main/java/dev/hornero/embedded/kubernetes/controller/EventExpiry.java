// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Forgets events an hour after they were last reported, as Kubernetes does, and earlier those of
 * which there are too many for the memory of a small machine, the oldest first.
 */
public final class EventExpiry implements Controller {

    private static final Duration KEPT = Duration.ofHours(1);

    /** A build makes a dozen. */
    static final int MOST = 2_000;

    private record Reported(Instant at, ObjectKey event) {}

    private final ClusterObjects objects;
    private final Clock clock;
    private final Map<ObjectKey, Reported> known = new HashMap<>();
    private final NavigableSet<Reported> oldestFirst =
            new TreeSet<>(Comparator.comparing(Reported::at).thenComparing(Reported::event));

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
        return change.key().type() == ResourceType.EVENT ? List.of(change.key()) : List.of();
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        Optional<Instant> reported = objects.find(key).map(EventExpiry::lastReported);
        note(key, reported);
        Optional<Instant> end = reported.map(at -> at.plus(KEPT));
        if (end.isPresent() && !end.get().isAfter(clock.instant())) {
            forget(key);
            return Optional.empty();
        }
        while (known.size() > MOST) {
            forget(oldestFirst.first().event());
        }
        return end.filter(_ -> known.containsKey(key));
    }

    private void note(ObjectKey key, Optional<Instant> reported) {
        Optional.ofNullable(known.remove(key)).ifPresent(oldestFirst::remove);
        reported.map(at -> new Reported(at, key))
                .ifPresent(event -> {
                    known.put(key, event);
                    oldestFirst.add(event);
                });
    }

    private void forget(ObjectKey key) {
        note(key, Optional.empty());
        if (objects.find(key).isPresent()) {
            objects.delete(key, DeleteOptions.NONE);
        }
    }

    private static Instant lastReported(JsonNode event) {
        String time =
                event.hasNonNull("lastTimestamp")
                        ? event.path("lastTimestamp").asText()
                        : event.path("metadata").path("creationTimestamp").asText();
        return Instant.parse(time);
    }
}
