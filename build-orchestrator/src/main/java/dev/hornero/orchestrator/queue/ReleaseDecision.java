// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.queue.Place.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which builds are let go now. Builds of one ProjectEnv go one at a time and in the order of their
 * sequence; between ProjectEnvs the one goes first that has not had its turn for longest.
 */
public final class ReleaseDecision {
    private ReleaseDecision() {}

    /**
     * Decides.
     *
     * @param lastTurns when a build of the ProjectEnv was let go last; absent for never
     * @return the builds to let go, in this order; those that are half let go are among them
     */
    public static List<Place> decide(
            Collection<Place> places, Map<ProjectEnvId, Instant> lastTurns, Limits limits) {
        List<Place> released = new ArrayList<>(in(State.LETTING_GO, places));
        List<Place> running = in(State.RUNNING, places);
        Map<String, Integer> perNamespace = new HashMap<>();
        released.forEach(place -> perNamespace.merge(place.namespace(), 1, Integer::sum));
        running.forEach(place -> perNamespace.merge(place.namespace(), 1, Integer::sum));
        int inCluster = released.size() + running.size();
        for (Place head : heads(places, lastTurns)) {
            if (inCluster >= limits.perCluster()) {
                break;
            }
            if (perNamespace.getOrDefault(head.namespace(), 0) < limits.perNamespace()) {
                perNamespace.merge(head.namespace(), 1, Integer::sum);
                inCluster++;
                released.add(head);
            }
        }
        return released;
    }

    /** The next build of each ProjectEnv of which none runs, the longest waiting turn first. */
    private static List<Place> heads(
            Collection<Place> places, Map<ProjectEnvId, Instant> lastTurns) {
        return places.stream().collect(Collectors.groupingBy(Place::projectEnv)).values().stream()
                .flatMap(own -> head(own).stream())
                .sorted(
                        Comparator.comparing((Place head) ->
                                        lastTurns.getOrDefault(head.projectEnv(), Instant.MIN))
                                .thenComparing(Place::resolvedAt)
                                .thenComparing(Place::uid))
                .toList();
    }

    private static Optional<Place> head(List<Place> own) {
        boolean busy =
                own.stream()
                        .anyMatch(place ->
                                place.state() == State.RUNNING
                                        || place.state() == State.LETTING_GO);
        return busy
                ? Optional.empty()
                : own.stream()
                        .filter(place -> place.state() == State.QUEUED)
                        .min(Comparator.comparingLong(Place::sequence));
    }

    private static List<Place> in(State state, Collection<Place> places) {
        return places.stream()
                .filter(place -> place.state() == state)
                .sorted(Comparator.comparing(Place::resolvedAt).thenComparing(Place::uid))
                .toList();
    }
}
