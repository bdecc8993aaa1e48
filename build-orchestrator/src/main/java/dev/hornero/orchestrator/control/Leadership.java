// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

/** Who leads, as the cluster says at this moment. */
@FunctionalInterface
public interface Leadership {
    /** Whether it is this process; asked where what was seen may be another leader's doing. */
    boolean isOurs();
}
