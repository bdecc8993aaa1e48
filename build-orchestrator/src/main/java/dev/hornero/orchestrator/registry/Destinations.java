// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import dev.hornero.events.imagebuild.ArgsResolved;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Puts this cluster's registry before the paths that events carry. */
@Singleton
public final class Destinations {
    private static final String CACHE = "/cache";

    private final RegistryAddress address;
    private final RegistryConfig config;

    public Destinations(RegistryConfig config) {
        this.address = RegistryAddress.parse(config.address());
        this.config = config;
    }

    /** Where the image of a build goes, and where its layers are kept. */
    public ImageDestination of(ArgsResolved resolved) {
        String path = address.pathOf(resolved.image());
        return new ImageDestination(
                address.host(),
                path,
                RegistryAddress.tags(
                        resolved.image(),
                        resolved.commit().sha(),
                        resolved.build().number(),
                        mutability()),
                resolved.cache() ? Optional.of(path + CACHE) : Optional.empty(),
                config.insecure());
    }

    private RegistryConfig.Mutability mutability() {
        return address.ecr().isPresent() ? config.ecr().tags() : RegistryConfig.Mutability.MUTABLE;
    }
}
