// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a container's programs are started, and what they reach from there. */
interface Network extends Closeable {

    /** Starts a program on this network. */
    Process start(ProcessBuilder program) throws IOException;

    /** A {@code resolv.conf} for those programs, if it is not this machine's. */
    Optional<Path> nameServers();

    /** This machine's own. */
    Network OF_THIS_MACHINE =
            new Network() {
                @Override
                public Process start(ProcessBuilder program) throws IOException {
                    return program.start();
                }

                @Override
                public Optional<Path> nameServers() {
                    return Optional.empty();
                }

                @Override
                public void close() {}
            };
}
