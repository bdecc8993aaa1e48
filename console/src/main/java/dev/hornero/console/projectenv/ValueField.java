// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

/**
 * One build argument in the values form.
 *
 * @param need required, optional, or unused (the Dockerfile does not declare it)
 * @param hard an empty value cannot work
 * @param missing a build waits for it
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
        boolean secret,
        String value,
        String placeholder,
        boolean kept,
        boolean emptyOnPurpose,
        String error) {

    /** Whether leaving it empty on purpose is offered. */
    public boolean offersEmpty() {
        return need.equals("required") && !hard;
    }

    @Override
    public String toString() {
        return "ValueField[" + name + "]";
    }
}
