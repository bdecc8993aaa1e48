// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

/** Whether a build argument needs a value; {@code dockerfile-args} says how it is found. */
public enum ArgRequirement {
    REQUIRED,
    OPTIONAL,
    IGNORABLE
}
