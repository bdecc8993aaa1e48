// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

/** How many builds may run at a time; at least one. */
public record Limits(int perNamespace, int perCluster) {
    public Limits {
        if (perNamespace < 1 || perCluster < 1) {
            throw new IllegalArgumentException(
                    "HORNERO_MAX_BUILDS and HORNERO_MAX_BUILDS_PER_NAMESPACE must be at least 1");
        }
    }
}
