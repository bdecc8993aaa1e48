// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The keys of this service; {@code hornero.seal.keys=${HORNERO_SEAL_KEYS}}. */
@ConfigMapping(prefix = "hornero.seal")
interface SealConfig {
    /** See {@link SealKeys}; a service that seals nothing has none. */
    Optional<String> keys();
}
