// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.queue.QueueEntry.State;
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
 * Which builds to release now. Builds of one ProjectEnv are released one at a time and in the order
 * of their sequence; between ProjectEnvs the one goes first that has not had its turn for longest.
 */
public final class ReleaseDecision {
    private ReleaseDecision() {}

    /**
     * Decides.
     *
     * @param lastTurns when a build of the ProjectEnv was released last; absent for never
     * @return the builds to release, in this order; those whose release has begun are among them
     */
    public static List<QueueEntry> decide(
            Collection<QueueEntry> places, Map<ProjectEnvId, Instant> lastTurns, Limits limits) {
        List<QueueEntry> released = new ArrayList<>(in(State.RELEASING, places));
        List<QueueEntry> running = in(State.RUNNING, places);
        Map<String, Integer> perNamespace = new HashMap<>();
        released.forEach(place -> perNamespace.merge(place.namespace(), 1, Integer::sum));
        running.forEach(place -> perNamespace.merge(place.namespace(), 1, Integer::sum));
        int inCluster = released.size() + running.size();
        for (QueueEntry head : heads(places, lastTurns)) {
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
    private static List<QueueEntry> heads(
            Collection<QueueEntry> places, Map<ProjectEnvId, Instant> lastTurns) {
        return places.stream()
                .collect(Collectors.groupingBy(QueueEntry::projectEnv))
                .values()
                .stream()
                .flatMap(own -> head(own).stream())
                .sorted(
                        Comparator.comparing((QueueEntry head) ->
                                        lastTurns.getOrDefault(head.projectEnv(), Instant.MIN))
                                .thenComparing(QueueEntry::resolvedAt)
                                .thenComparing(QueueEntry::uid))
                .toList();
    }

    private static Optional<QueueEntry> head(List<QueueEntry> own) {
        boolean busy =
                own.stream()
                        .anyMatch(place ->
                                place.state() == State.RUNNING || place.state() == State.RELEASING);
        return busy
                ? Optional.empty()
                : own.stream()
                        .filter(place -> place.state() == State.QUEUED)
                        .min(Comparator.comparingLong(QueueEntry::sequence));
    }

    private static List<QueueEntry> in(State state, Collection<QueueEntry> places) {
        return places.stream()
                .filter(place -> place.state() == state)
                .sorted(Comparator.comparing(QueueEntry::resolvedAt).thenComparing(QueueEntry::uid))
                .toList();
    }
}
