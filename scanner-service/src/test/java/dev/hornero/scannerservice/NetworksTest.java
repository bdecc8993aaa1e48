// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.git.HostPolicy;
import dev.hornero.messaging.seal.GitAddress;
import org.junit.jupiter.api.Test;

/**
 * The scanner reads with git-source, the checkout by what messaging says; neither may use the
 * other.
 */
class NetworksTest {
    @Test
    void theCheckoutStaysOutOfTheNetworksThatTheScannerStaysOutOf() {
        assertThat(GitAddress.NEVER_PUBLIC).containsExactlyElementsOf(HostPolicy.NEVER_PUBLIC);
    }
}
