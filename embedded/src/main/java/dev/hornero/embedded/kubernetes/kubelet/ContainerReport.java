// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import java.util.Optional;

/**
 * One container as it is to be reported.
 *
 * @param before how it ended the time before, when it was restarted
 */
record ContainerReport(
        Container container,
        ContainerState state,
        Optional<ContainerState.Terminated> before,
        int restarts) {

    boolean isRunning() {
        return state instanceof ContainerState.Running;
    }
}
