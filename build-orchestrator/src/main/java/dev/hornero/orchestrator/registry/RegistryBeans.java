// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Takes the registry by its address. */
final class RegistryBeans {
    private RegistryBeans() {}

    @Produces
    @Singleton
    static ImageRegistry registry(RegistryConfig config, Clock clock) {
        RegistryAddress address = RegistryAddress.parse(config.address());
        Optional<RegistryAddress.Ecr> ecr = address.ecr();
        return ecr.isPresent()
                ? new EcrRegistry(ecr.get(), config, clock)
                : new OciRegistry(address, config);
    }
}
