// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import dev.hornero.embedded.process.ServerProcess;

/** The broker as a process of its own: {@code --data DIR --port N}. */
public final class KafkaProcess {

    private KafkaProcess() {}

    public static void main(String[] arguments) {
        ServerProcess.run(
                "Kafka",
                arguments,
                given -> EmbeddedKafka.start(given.data(), given.port())::close);
    }
}
