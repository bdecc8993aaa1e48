// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.job.BuildFailureReason;
import java.util.Objects;

/**
 * Why this service ends a build.
 *
 * @param message a sentence for the user
 * @param hint what the user can do
 */
public record BuildFailure(BuildFailureReason reason, String message, String hint) {
    public BuildFailure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    private BuildFailure(BuildFailureReason reason, String message) {
        this(reason, message, reason.hint());
    }

    /** Its values fit into no record that the broker takes. */
    public static BuildFailure tooLarge() {
        return new BuildFailure(
                BuildFailureReason.VALUES_TOO_LARGE,
                "The values of the build are too large for the broker.");
    }

    /** What is kept for it cannot be read, or not be sealed for its cluster. */
    public static BuildFailure unusable(String message) {
        return new BuildFailure(
                BuildFailureReason.UNKNOWN,
                message,
                "Give the value again and build again; if that does not help, ask the operator"
                        + " whether a key of HORNERO_SEAL_KEYS is missing.");
    }

    /** Its values make of its Dockerfile what no builder takes. */
    public static BuildFailure unbuildable(String message) {
        return new BuildFailure(BuildFailureReason.VALUES_UNUSABLE, message);
    }

    /** An event of it is a dead letter. */
    public static BuildFailure givenUp(String type, String why) {
        return new BuildFailure(
                BuildFailureReason.GIVEN_UP,
                "project-service gave up %s of this build: %s.".formatted(type, why));
    }
}
