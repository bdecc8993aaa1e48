// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.Require;
import java.util.Optional;

/** Kubernetes quantities for the build container, such as {@code 250m} and {@code 2Gi}. */
public record Resources(
        Optional<String> cpuRequest,
        Optional<String> cpuLimit,
        Optional<String> memoryRequest,
        Optional<String> memoryLimit) {
    /** Left to the settings of the orchestrator. */
    public static final Resources DEFAULT =
            new Resources(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Resources {
        Require.present(cpuRequest, "resources.cpuRequest");
        Require.present(cpuLimit, "resources.cpuLimit");
        Require.present(memoryRequest, "resources.memoryRequest");
        Require.present(memoryLimit, "resources.memoryLimit");
    }
}
