// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.time.Duration;
import java.util.Optional;

/** A registry that takes everything and has no image that no Pod has reported. */
final class KnownRegistry implements ImageRegistry {
    @Override
    public void ensureRepository(String path, boolean movableTags) {
        // Every path can be pushed to.
    }

    @Override
    public Optional<RegistryCredentials> credentials(Duration validFor) {
        return Optional.of(new RegistryCredentials("pusher", "registry-password"));
    }

    @Override
    public Optional<String> digestOf(String path, String tag) {
        return Optional.empty();
    }
}
