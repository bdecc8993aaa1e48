// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.Optional;

/** A stage of the scanned Dockerfile; {@code base} as written. */
public record ScannedStage(
        int index, Optional<String> name, String base, boolean reachable, int line) {
    public ScannedStage {
        Require.atLeast(0, index, "stage.index");
        Require.present(name, "stage.name");
        Require.present(base, "stage.base");
        Require.atLeast(1, line, "stage.line");
    }
}
