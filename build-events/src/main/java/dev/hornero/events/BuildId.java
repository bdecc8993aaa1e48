// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.UUID;

/** The id of a build; never used again. In JSON a string. */
public record BuildId(UUID value) {
    public BuildId {
        Require.present(value, "value");
    }

    /** Reads the textual form of a UUID; throws {@link IllegalArgumentException} on any other. */
    public static BuildId of(String text) {
        return new BuildId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
