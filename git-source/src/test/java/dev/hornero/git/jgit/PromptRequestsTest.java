// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class PromptRequestsTest {

    @Test
    void whatAnswersARequestIsAcknowledgedAtOnce() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket far = server.accept()) {
            assumeThat(client.supportedOptions()).contains(ExtendedSocketOptions.TCP_QUICKACK);
            PromptRequests requests = new PromptRequests(client);
            for (String request : new String[] {"one", "two"}) {
                client.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);

                requests.write(request.getBytes(US_ASCII));
                requests.flush();

                assertThat(far.getInputStream().readNBytes(3))
                        .asString(US_ASCII)
                        .isEqualTo(request);
                assertThat(client.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
            }
        }
    }
}
