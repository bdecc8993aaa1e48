// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppointmentsTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final Appointments appointments = new Appointments();

    @Test
    void thoseAreDueWhoseTimeHasComeTheEarliestFirst() {
        appointments.put(event("late"), NOON.plusSeconds(1));
        appointments.put(event("second"), NOON);
        appointments.put(event("first"), NOON.minusSeconds(1));

        assertThat(appointments.due(NOON)).containsExactly(event("first"), event("second"));
        assertThat(appointments.next()).contains(NOON.minusSeconds(1));
    }

    @Test
    void twoAtOneTimeAreBothKept() {
        appointments.put(event("one"), NOON);
        appointments.put(event("other"), NOON);

        assertThat(appointments.due(NOON)).containsExactly(event("one"), event("other"));
    }

    @Test
    void anObjectHasOneTimeTheLastThatWasSaid() {
        appointments.put(event("moved"), NOON);
        appointments.put(event("moved"), NOON.plusSeconds(5));

        assertThat(appointments.due(NOON)).isEmpty();
        assertThat(appointments.next()).contains(NOON.plusSeconds(5));
    }

    @Test
    void aRemovedOneIsNeverDue() {
        appointments.put(event("gone"), NOON);
        appointments.remove(event("gone"));

        assertThat(appointments.due(NOON)).isEmpty();
        assertThat(appointments.next()).isEmpty();
    }

    private static ObjectKey event(String name) {
        return ObjectKey.of(ResourceType.EVENT, "builds", name);
    }
}
