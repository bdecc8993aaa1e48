// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private final Destinations destinations = new Destinations(Set.of(5000));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "::ffff:127.0.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1"
            })
    void ofThisMachineOnlyThePortsThatAreAllowedAreReached(String address) {
        assertThat(permits(InetAddress.ofLiteral(address), 80)).isFalse();
        assertThat(permits(InetAddress.ofLiteral(address), 5000)).isTrue();
    }

    @Test
    void theAddressesOfItsInterfacesAreThisMachineToo() throws Exception {
        for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(each.getInetAddresses())) {
                assertThat(permits(address, 80)).as(address.toString()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "203.0.113.7", "2001:db8::1"})
    void otherMachinesAreReached(String address) {
        assertThat(permits(InetAddress.ofLiteral(address), 80)).isTrue();
    }

    private boolean permits(InetAddress address, int port) {
        return destinations.permits(new InetSocketAddress(address, port));
    }
}
