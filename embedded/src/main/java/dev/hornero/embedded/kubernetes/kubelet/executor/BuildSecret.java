// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.nio.file.Path;

/**
 * What a RUN step may mount by its id, and no image keeps.
 *
 * @param file of this machine, with the secret in it
 */
record BuildSecret(String id, Path file) {

    /** As builders take it on their command line. */
    String asFlag() {
        return "id=%s,src=%s".formatted(id, file);
    }
}
