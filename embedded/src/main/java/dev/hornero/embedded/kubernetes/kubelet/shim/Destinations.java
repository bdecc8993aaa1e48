// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;

/**
 * Where containers may connect to: everywhere but this machine, and of this machine the ports that
 * are allowed. Link-local addresses count as this machine: clouds give out credentials there.
 */
record Destinations(Set<Integer> allowed) {

    Destinations {
        allowed = Set.copyOf(allowed);
    }

    boolean permits(InetSocketAddress target) {
        return allowed.contains(target.getPort()) || !isHere(target.getAddress());
    }

    private static boolean isHere(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.getAddress()[0] == 0) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
