// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.UUID;

/**
 * The id of a ProjectEnv, never used again; the name of a deleted one may come back under another
 * id. In JSON a string.
 */
public record ProjectEnvId(UUID value) {
    public ProjectEnvId {
        Require.present(value, "value");
    }

    /** Reads the textual form of a UUID; throws {@link IllegalArgumentException} on any other. */
    public static ProjectEnvId of(String text) {
        return new ProjectEnvId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
