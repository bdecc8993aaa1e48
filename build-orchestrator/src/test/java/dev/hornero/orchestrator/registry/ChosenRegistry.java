// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import java.time.Clock;

/** The registry of the settings, chosen as the container would. */
public final class ChosenRegistry {
    private ChosenRegistry() {}

    public static ImageRegistry of(RegistryConfig config) {
        return RegistryBeans.registry(config, Clock.systemUTC());
    }
}
