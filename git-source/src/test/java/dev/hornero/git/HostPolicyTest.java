// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsRefused(String address) {
        assertThat(HostPolicy.publicHosts().allowsAddress(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"140.82.121.4", "172.15.255.255", "172.32.0.1", "11.0.0.1", "2606:50c0::1"})
    void whatIsPublicIsAllowed(String address) {
        assertThat(HostPolicy.publicHosts().allowsAddress(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void anAllowedRangeOpensThatRangeOnly() {
        HostPolicy policy = HostPolicy.of(Set.of(), List.of("10.1.0.0/20", " fd00::/8 "));

        assertThat(policy.allowsAddress(InetAddress.ofLiteral("10.1.15.255"))).isTrue();
        assertThat(policy.allowsAddress(InetAddress.ofLiteral("10.1.16.0"))).isFalse();
        assertThat(policy.allowsAddress(InetAddress.ofLiteral("fd12::1"))).isTrue();
        assertThat(policy.allowsAddress(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @Test
    void noSchemesMeanTheDefaultOnes() {
        HostPolicy policy = HostPolicy.of(List.of(), List.of());

        assertThat(policy.schemes()).containsExactlyInAnyOrder("https", "ssh", "git");
        assertThat(policy.allowsScheme("http")).isFalse();
    }

    @Test
    void givenSchemesReplaceTheDefaultOnes() {
        HostPolicy policy = HostPolicy.of(List.of(" HTTP "), List.of());

        assertThat(policy.allowsScheme("http")).isTrue();
        assertThat(policy.allowsScheme("ssh")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/x", "localhost", "example.org/8", "", "1.2.3/-1"})
    void whatIsNoRangeIsNamed(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPolicy.of(Set.of(), List.of(range)))
                .withMessageContaining(range);
    }
}
