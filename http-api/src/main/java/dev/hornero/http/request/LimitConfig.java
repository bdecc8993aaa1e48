// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a request may take to arrive; sizes and connections are {@code quarkus.http.limits}. */
@ConfigMapping(prefix = "hornero.http")
public interface LimitConfig {
    /** The name of {@link #headTimeout}, for what is made before the beans are. */
    String HEAD_TIMEOUT = "hornero.http.head-timeout";

    /** For the request line and the headers. */
    @WithDefault("10s")
    Duration headTimeout();

    /** For the body, from the end of the headers on. */
    @WithDefault("30s")
    Duration bodyTimeout();
}
