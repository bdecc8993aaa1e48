// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry.choice;

import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryConfig;
import java.time.Clock;

/** The registry of the settings, chosen as the container would. */
public final class ChosenRegistry {
    private ChosenRegistry() {}

    public static ImageRegistry of(RegistryConfig config) {
        return RegistryBeans.registry(config, Clock.systemUTC());
    }
}
