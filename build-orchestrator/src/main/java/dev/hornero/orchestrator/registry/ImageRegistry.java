// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import java.time.Duration;
import java.util.Optional;

/** The registry as the orchestrator uses it. Safe for use by several threads. */
public interface ImageRegistry {
    /**
     * Makes sure that a repository can be pushed to; does nothing where a push makes it.
     *
     * @param movableTags overrides the settings, for a repository of layers
     */
    void ensureRepository(String path, boolean movableTags) throws RegistryException;

    /** Credentials good for at least this long; none where the registry asks for none. */
    Optional<RegistryCredentials> credentials(Duration validFor) throws RegistryException;

    /** The digest that a tag points at, if there is such an image. */
    Optional<String> digestOf(String path, String tag) throws RegistryException;
}
