// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a visitor stays signed in. */
@ConfigMapping(prefix = "hornero.session")
public interface SessionConfig {
    /** {@code HORNERO_SESSION_IDLE}: since the last page that the visitor asked for. */
    @WithDefault("2h")
    Duration idle();

    /** {@code HORNERO_SESSION_LIMIT}: since signing in. */
    @WithDefault("12h")
    Duration limit();
}
