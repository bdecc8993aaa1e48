// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How logs of builds are passed on. */
@ConfigMapping(prefix = "hornero.log")
public interface LogConfig {
    /** A line is passed on at the latest after this. */
    @WithDefault("500ms")
    Duration delay();

    /** The most lines in one record. */
    @WithDefault("500")
    int linesPerBatch();

    /** The most characters in one record. */
    @WithDefault("131072")
    int charactersPerBatch();

    /** What is longer is cut. */
    @WithDefault("16384")
    int charactersPerLine();

    /** How long the rest of a log is waited for when its Pod is gone or has ended. */
    @WithDefault("30s")
    Duration patience();
}
