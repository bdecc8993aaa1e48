// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import java.util.List;

/**
 * One build argument in the values form.
 *
 * @param need required, optional, or unused (the Dockerfile does not declare it)
 * @param hard an empty value cannot work
 * @param missing a build waits for it
 * @param reason why it does; empty where it always would
 * @param consequences what its value would ask for in turn
 * @param value what stands in the field
 * @param placeholder what counts when nothing does
 * @param kept a secret value is kept, though not shown
 * @param emptyOnPurpose the box for that is ticked
 */
record ValueField(
        String name,
        String description,
        String need,
        boolean hard,
        boolean missing,
        String reason,
        List<String> consequences,
        boolean secret,
        String value,
        String placeholder,
        boolean kept,
        boolean emptyOnPurpose,
        String error) {
    ValueField {
        consequences = List.copyOf(consequences);
    }

    /** Whether leaving it empty on purpose is offered. */
    public boolean offersEmpty() {
        return need.equals("required") && !hard;
    }

    /** Whether it may be refused because no ARG declares it. */
    public boolean offersForce() {
        return need.equals("unused") && !error.isEmpty();
    }

    @Override
    public String toString() {
        return "ValueField[" + name + "]";
    }
}
