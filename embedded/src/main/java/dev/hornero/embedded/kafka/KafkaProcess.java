// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import dev.hornero.embedded.process.ServerArguments;
import dev.hornero.embedded.process.ServerProcess;
import java.util.Optional;

/**
 * The broker as a process of its own: {@code --data DIR --port N}, and in the environment the
 * password that clients have to know.
 */
public final class KafkaProcess {

    /** An argument could be read by every user. */
    public static final String PASSWORD = "HORNERO_KAFKA_PASSWORD";

    private KafkaProcess() {}

    public static void main(String[] arguments) {
        ServerProcess.run("Kafka", arguments, KafkaProcess::start);
    }

    private static ServerProcess.Running start(ServerArguments given) {
        String password =
                Optional.ofNullable(System.getenv(PASSWORD))
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> new IllegalArgumentException(PASSWORD + " is not set"));
        return EmbeddedKafka.start(given.data(), given.port(), password)::close;
    }
}
