// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports of the loopback address. */
public final class LoopbackPorts {

    private LoopbackPorts() {}

    /**
     * A port that is free at this moment. Between the answer and its use another process may take
     * it, so a server that can listen on port 0 itself should do that.
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback address", e);
        }
    }
}
