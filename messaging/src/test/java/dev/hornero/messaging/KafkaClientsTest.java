// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
    private static final Map<String, Object> COMMON =
            Map.of("bootstrap.servers", "127.0.0.1:9", "group.id", "channels");

    private final KafkaClients clients = new KafkaClients(COMMON);

    @Test
    void aConsumerIsNotInTheGroupOfTheChannels() {
        try (Consumer<String, byte[]> consumer = clients.consumer(Map.of())) {
            assertThatThrownBy(consumer::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
        }
    }

    @Test
    void aConsumerIsInItsOwnGroup() {
        try (Consumer<String, byte[]> consumer = clients.consumer(Map.of("group.id", "own"))) {
            assertThat(consumer.groupMetadata().groupId()).isEqualTo("own");
        }
    }
}
