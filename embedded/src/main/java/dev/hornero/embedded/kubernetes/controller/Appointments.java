// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import dev.hornero.embedded.kubernetes.api.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** When objects are to be looked at although nothing changes; one time for each. */
final class Appointments {
    private record Appointment(Instant at, ObjectKey key) {}

    private final Map<ObjectKey, Instant> times = new HashMap<>();
    private final NavigableSet<Appointment> inOrder =
            new TreeSet<>(Comparator.comparing(Appointment::at).thenComparing(Appointment::key));

    /** Takes the place of an earlier one for the object. */
    void put(ObjectKey key, Instant at) {
        remove(key);
        times.put(key, at);
        inOrder.add(new Appointment(at, key));
    }

    void remove(ObjectKey key) {
        Optional.ofNullable(times.remove(key))
                .ifPresent(at -> inOrder.remove(new Appointment(at, key)));
    }

    Optional<Instant> next() {
        return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.first().at());
    }

    /** Those whose time has come, earliest first; they stay until they are removed. */
    List<ObjectKey> due(Instant now) {
        List<ObjectKey> due = new ArrayList<>();
        for (Appointment appointment : inOrder) {
            if (appointment.at().isAfter(now)) {
                break;
            }
            due.add(appointment.key());
        }
        return due;
    }
}
