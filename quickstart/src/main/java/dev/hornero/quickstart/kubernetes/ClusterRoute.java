// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.kubernetes;

import dev.hornero.quickstart.QuickstartException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** Which address of this machine a cluster sees. */
public final class ClusterRoute {

    private ClusterRoute() {}

    /** The address from which this machine talks to the API server that the kubeconfig names. */
    public static String addressSeenBy(Path kubeconfig) {
        URI server = server(kubeconfig);
        // Connecting a datagram socket sends nothing: it only asks for the route
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.getHost(), Math.max(1, server.getPort())));
            InetAddress local = socket.getLocalAddress();
            if (!local.isLoopbackAddress() && !local.isAnyLocalAddress()) {
                return local.getHostAddress();
            }
        } catch (IOException | RuntimeException e) {
            throw new QuickstartException(
                    "There is no way to %s: say with --advertise-host how its pods reach this machine"
                            .formatted(server),
                    e);
        }
        throw new QuickstartException(
                "The cluster at %s is on this machine: say with --advertise-host how its pods reach it"
                        .formatted(server));
    }

    private static URI server(Path kubeconfig) {
        try {
            return URI.create(Config.fromKubeconfig(kubeconfig.toFile()).getMasterUrl());
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new QuickstartException(
                    "--kubeconfig: %s names no cluster".formatted(kubeconfig), e);
        }
    }
}
