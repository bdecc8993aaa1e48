// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How repositories are read. */
@ConfigMapping(prefix = "hornero.git")
interface ScanConfig {
    /** URL schemes that may be read; https, ssh and git if absent. */
    Optional<List<String>> allowSchemes();

    /** Private or loopback ranges that may be read all the same. */
    Optional<List<String>> allowCidrs();

    /** Reads at a time. */
    @WithDefault("64")
    int reads();

    /** Reads at a time from one host, so that one that hangs does not take all. */
    @WithDefault("8")
    int readsPerHost();

    /** A read that lasts longer counts for its host only, no more among all. */
    @WithDefault("2s")
    Duration patience();

    /** A read that hangs ends after this. */
    @WithDefault("60s")
    Duration timeout();

    /** Attempts of a read whose failure may pass. */
    @WithDefault("4")
    int attempts();

    /** Doubles with each further attempt, with jitter. */
    @WithDefault("500ms")
    Duration firstDelay();
}
