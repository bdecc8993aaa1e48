// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker of this JVM. */
public final class SharedKafka implements Supplier<Map<String, String>> {

    private static final String IMAGE = "apache/kafka-native:4.1.2";

    private static @Nullable String bootstrapServers;

    @Override
    public Map<String, String> get() {
        return Map.of("kafka.bootstrap.servers", bootstrapServers());
    }

    private static synchronized String bootstrapServers() {
        if (bootstrapServers == null) {
            bootstrapServers =
                    Optional.ofNullable(System.getenv("TEST_KAFKA_BOOTSTRAP"))
                            .filter(given -> !given.isBlank())
                            .orElseGet(() -> dockerIsHere() ? container() : embedded());
        }
        return bootstrapServers;
    }

    private static boolean dockerIsHere() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"));
    }

    // Testcontainers removes it when the JVM ends
    @SuppressWarnings("resource")
    private static String container() {
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(IMAGE))
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return container.getBootstrapServers();
    }

    private static String embedded() {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-shutdown"));
        return kafka.bootstrapServers();
    }
}
