// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Set;

/** Where the services behind this address are, and what it is called. */
@ConfigMapping(prefix = "hornero.front")
public interface FrontConfig {
    /** {@code HORNERO_PROJECT_SERVICE_URL}: takes commands. */
    @WithDefault("http://localhost:8081")
    URI projectServiceUrl();

    /** {@code HORNERO_STATUS_SERVICE_URL}: knows how things stand. */
    @WithDefault("http://localhost:8084")
    URI statusServiceUrl();

    /**
     * {@code HORNERO_CONSOLE_HOSTS}: the host names, without ports, that this address is reached
     * by; {@code *} for any.
     */
    @WithDefault("localhost,127.0.0.1,[::1]")
    Set<String> hosts();
}
