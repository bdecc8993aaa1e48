// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;

/** Whether another process listens already. */
public final class PortCheck {

    private PortCheck() {}

    /** Says which process would not get its port. */
    public static void requireFree(Ports ports, Collection<String> processes) {
        ports.byProcess()
                .forEach((process, port) -> {
                    if (processes.contains(process) && !isFree(port)) {
                        throw new QuickstartException(
                                ("Port %d, which %s needs, is in use: stop what listens there"
                                                + " or choose other ports with --port-base")
                                        .formatted(port, process));
                    }
                });
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do, so that connections of an earlier run that linger are no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
