// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import io.fabric8.kubernetes.api.model.Container;

/** Init containers that go on beside the others, and end after them. */
final class Sidecars {
    private Sidecars() {}

    static boolean is(Container container) {
        return "Always".equals(container.getRestartPolicy());
    }
}
