// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The logs of containers as the cluster has them. */
@FunctionalInterface
public interface ContainerLogs {
    /**
     * A container's log as it grows, each line with the kubelet's time before it, to the end of the
     * container.
     *
     * @param since only what was printed in the second of this time or later
     * @throws IOException when no log is available now
     */
    InputStream open(String namespace, String pod, String container, Optional<Instant> since)
            throws IOException;
}
