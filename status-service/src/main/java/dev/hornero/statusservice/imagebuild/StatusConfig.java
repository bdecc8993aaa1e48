// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** What is shown of a build whose cluster does not answer. */
@ConfigMapping(prefix = "hornero.status")
interface StatusConfig {
    /** How long ArgsResolved may be unanswered before the build says so. */
    @WithDefault("5m")
    @WithName("cluster-silence")
    Duration clusterTimeout();
}
