// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

/** Why nothing moves: a stable word, and a sentence for the user. */
public record Waiting(String reason, String message) {
    public Waiting {
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
    }
}
