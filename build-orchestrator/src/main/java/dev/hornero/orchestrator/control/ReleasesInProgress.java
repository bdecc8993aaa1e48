// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.imagebuild.model.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Jobs, by uid, whose release was begun here and cannot be seen yet: the watch shows a Job
 * suspended for a moment after its release, and it must not be released twice.
 */
final class ReleasesInProgress {
    private enum State {
        UNDER_WAY,
        RELEASED
    }

    private final Map<String, State> states = new HashMap<>();

    /** False if its release has begun already. */
    synchronized boolean begin(String uid) {
        return states.putIfAbsent(uid, State.UNDER_WAY) == null;
    }

    synchronized boolean contains(String uid) {
        return states.containsKey(uid);
    }

    synchronized void released(String uid) {
        states.put(uid, State.RELEASED);
    }

    /** It can be begun again, unless it was released. */
    synchronized void abort(String uid) {
        states.remove(uid, State.UNDER_WAY);
    }

    /** Forgets each Job that was released and is seen so, or is gone. */
    synchronized void see(Collection<Observation> all) {
        Set<String> suspended =
                all.stream()
                        .filter(seen -> seen.state().suspended())
                        .map(seen -> seen.job().uid())
                        .collect(Collectors.toSet());
        states.entrySet()
                .removeIf(entry ->
                        entry.getValue() == State.RELEASED && !suspended.contains(entry.getKey()));
    }
}
