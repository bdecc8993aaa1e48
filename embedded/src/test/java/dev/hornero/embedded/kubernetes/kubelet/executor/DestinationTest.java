// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:5000/team/shop:1, localhost:5000,    team/shop, 1",
        "r.example.org/shop,         r.example.org,     shop,      latest",
        "team/shop:2,                index.docker.io,   team/shop, 2",
        "shop,                       index.docker.io,   shop,      latest",
    })
    void aDestinationIsReadAsKanikoReadsIt(
            String text, String registry, String repository, String tag) throws Exception {
        assertThat(Destination.parse(text)).isEqualTo(new Destination(registry, repository, tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.example.org/Team/shop", "r.example.org/shop:a b", "localhost:5000/"})
    void whatIsNoReferenceIsRefused(String text) {
        assertThatThrownBy(() -> Destination.parse(text))
                .hasMessageContaining("could not parse reference: " + text);
    }

    @Test
    void plainHttpIsTriedOnThisMachineAndInPrivateNetworks() throws Exception {
        assertThat(Destination.parse("192.168.1.4:5000/x").isLocal()).isTrue();
        assertThat(Destination.parse("localhost/x").isLocal()).isTrue();
        assertThat(Destination.parse("172.32.0.1/x").isLocal()).isFalse();
        assertThat(Destination.parse("ghcr.io/x").isLocal()).isFalse();
    }
}
