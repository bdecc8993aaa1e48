// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import dev.hornero.embedded.process.Directories;
import dev.hornero.embedded.process.LoopbackPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker (KRaft, broker and controller in one) in this JVM, on the loopback address. Topics
 * are not created by using them: as on a real broker, who owns a topic creates it. With a password
 * it serves only those who know it (SASL/PLAIN as {@link #USER}), the controller's port included.
 */
public final class EmbeddedKafka implements AutoCloseable {

    public static final String USER = "hornero";

    private static final int NODE_ID = 1;
    private static final String PLAIN = "PLAIN";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                    + " password=\"%s\"";
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "CLIENT";

    private final KafkaRaftServer server;
    private final Path dataDirectory;
    private final int port;
    private final boolean temporary;

    private EmbeddedKafka(
            Path dataDirectory, int port, Optional<String> password, boolean temporary) {
        this.dataDirectory = Directories.existing(dataDirectory);
        this.port = port == 0 ? LoopbackPorts.free() : port;
        this.temporary = temporary;
        formatOnce();
        this.server =
                new KafkaRaftServer(
                        KafkaConfig.fromProps(properties(LoopbackPorts.free(), password)),
                        Time.SYSTEM);
        server.startup();
    }

    /**
     * Starts a broker, with what an earlier one left in the directory if there was one.
     *
     * @param port the port to listen on, 0 for a free one
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return new EmbeddedKafka(dataDirectory, port, Optional.empty(), false);
    }

    /** As {@link #start(Path, int)}, for those who know the password. */
    public static EmbeddedKafka start(Path dataDirectory, int port, String password) {
        return new EmbeddedKafka(dataDirectory, port, Optional.of(password), false);
    }

    /** With which clients show that they know the password, by the names of Kafka's settings. */
    public static Map<String, String> clientSettings(String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                PLAIN,
                "sasl.jaas.config",
                LOGIN.formatted(USER, password) + ";");
    }

    /** Starts an empty broker on a free port; its data goes when it is closed. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(0);
    }

    /** Starts an empty broker on this port; its data goes when it is closed. */
    public static EmbeddedKafka startTemporary(int port) {
        return new EmbeddedKafka(
                Directories.temporary("hornero-kafka-"), port, Optional.empty(), true);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            Directories.delete(dataDirectory);
        }
    }

    private void formatOnce() {
        if (Files.exists(dataDirectory.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(dataDirectory.toString())
                    .setDirectories(List.of(dataDirectory.toString()))
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Cannot prepare the Kafka data directory " + dataDirectory, e);
        }
    }

    private Properties properties(int controllerPort, Optional<String> password) {
        Properties properties = new Properties();
        String protocol = password.isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT";
        password.ifPresent(known -> {
            properties.put("sasl.enabled.mechanisms", PLAIN);
            properties.put("sasl.mechanism.inter.broker.protocol", PLAIN);
            properties.put("sasl.mechanism.controller.protocol", PLAIN);
            String login = LOGIN.formatted(USER, known) + " user_%s=\"%s\";".formatted(USER, known);
            for (String listener : List.of(CLIENT_LISTENER, CONTROLLER_LISTENER)) {
                properties.put(
                        "listener.name.%s.plain.sasl.jaas.config"
                                .formatted(listener.toLowerCase(Locale.ROOT)),
                        login);
            }
        });
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put(
                "listener.security.protocol.map",
                "%s:%s,%s:%2$s".formatted(CONTROLLER_LISTENER, protocol, CLIENT_LISTENER));
        properties.put("inter.broker.listener.name", CLIENT_LISTENER);
        properties.put(
                "listeners",
                "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
                        .formatted(CLIENT_LISTENER, port, CONTROLLER_LISTENER, controllerPort));
        properties.put(
                "advertised.listeners", "%s://127.0.0.1:%d".formatted(CLIENT_LISTENER, port));
        properties.put("log.dirs", dataDirectory.toString());
        properties.put("num.partitions", "3");
        properties.put("auto.create.topics.enable", "false");
        properties.put("initial.broker.registration.timeout.ms", "30000");
        // A killed broker is let in again when its old session has ended, by default after 9 s
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("broker.session.timeout.ms", "3000");
        // One broker keeps one copy
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // Small and quick instead of ready for thousands of clients
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "1");
        return properties;
    }
}
