// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import static java.util.Objects.requireNonNull;

/** Who pushes. Builds can read them, so they should be good for little and not for long. */
public record RegistryCredentials(String user, String password) {
    public RegistryCredentials {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "RegistryCredentials[" + user + ", …]";
    }
}
