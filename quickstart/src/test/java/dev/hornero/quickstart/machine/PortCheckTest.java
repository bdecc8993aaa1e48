// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void everyProcessHasAPortOfItsOwn() {
        assertThat(new Ports(8080).byProcess())
                .containsEntry("console", 8080)
                .containsEntry("project-service", 8081)
                .containsEntry("scanner-service", 8082)
                .containsEntry("build-orchestrator", 8083)
                .containsEntry("status-service", 8084)
                .hasSize(9)
                .satisfies(ports -> assertThat(ports.values()).doesNotHaveDuplicates());
    }

    @Test
    void aPortInUseIsNamedWithTheProcessThatNeedsIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(taken.getLocalPort() - 5);

            assertThatThrownBy(() -> PortCheck.requireFree(ports, List.of("kafka")))
                    .isInstanceOf(QuickstartException.class)
                    .hasMessage(
                            "Port %d, which kafka needs, is in use: stop what listens there or choose other ports with --port-base",
                            taken.getLocalPort());
        }
    }

    @Test
    void aPortThatNoProcessNeedsMayBeInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(taken.getLocalPort() - 7);

            assertThatCode(() -> PortCheck.requireFree(ports, List.of()))
                    .doesNotThrowAnyException();
        }
    }
}
