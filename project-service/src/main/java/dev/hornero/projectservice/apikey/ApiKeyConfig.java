// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first admin; {@code hornero.api-keys.bootstrap=${HORNERO_BOOTSTRAP_KEY}}. */
@ConfigMapping(prefix = "hornero.api-keys")
interface ApiKeyConfig {
    /** The key itself, at least 16 characters. Where there is none, no first admin is made. */
    Optional<String> bootstrap();
}
