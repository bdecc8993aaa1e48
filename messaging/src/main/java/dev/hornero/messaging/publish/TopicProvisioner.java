// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.publish;

import dev.hornero.events.Topic;
import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.ServiceLifecycle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics of the contract and their dead letters where they are missing, in the
 * background and for as long as it takes: a service starts without a broker.
 */
@Singleton
final class TopicProvisioner {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final String LETTER_BYTES = Integer.toString(RecordSender.LARGEST_RECORD);

    private final KafkaClients clients;
    private final MessagingConfig.Topics config;
    private final ServiceLifecycle lifecycle;

    TopicProvisioner(KafkaClients clients, MessagingConfig config, ServiceLifecycle lifecycle) {
        this.clients = clients;
        this.config = config.topics();
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        if (config.create()) {
            lifecycle.start("topics", this::createUntilDone);
        }
    }

    private void createUntilDone() throws InterruptedException {
        try (Admin admin = clients.admin(Map.of())) {
            lifecycle.retry(RETRY, () -> creates(admin));
        }
    }

    private boolean creates(Admin admin) throws InterruptedException {
        try {
            createMissing(admin);
            enlargeDeadLetters(admin);
            return true;
        } catch (ExecutionException e) {
            LOG.warnf("Topics could not be created yet reason=%s", e.getCause());
            return false;
        }
    }

    private void createMissing(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> missing = new HashSet<>();
        Map<String, NewTopic> wanted = new HashMap<>();
        wanted().forEach(topic -> wanted.put(topic.name(), topic));
        missing.addAll(wanted.keySet());
        missing.removeAll(admin.listTopics().names().get());
        if (missing.isEmpty()) {
            return;
        }
        Map<String, org.apache.kafka.common.KafkaFuture<Void>> created =
                admin.createTopics(missing.stream().map(wanted::get).toList()).values();
        for (Map.Entry<String, org.apache.kafka.common.KafkaFuture<Void>> entry :
                created.entrySet()) {
            try {
                entry.getValue().get();
                LOG.infof("Topic created topic=%s", entry.getKey());
            } catch (ExecutionException e) {
                // Another service was quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Those of earlier releases take no more than a record, and a letter is larger than that. */
    private static void enlargeDeadLetters(Admin admin)
            throws InterruptedException, ExecutionException {
        List<ConfigResource> topics =
                Arrays.stream(Topic.values())
                        .map(topic ->
                                new ConfigResource(
                                        ConfigResource.Type.TOPIC, topic.deadLetterName()))
                        .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        admin.describeConfigs(topics)
                .all()
                .get()
                .forEach((topic, config) -> {
                    ConfigEntry size = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
                    if (size != null
                            && Long.parseLong(size.value()) < RecordSender.LARGEST_RECORD) {
                        changes.put(
                                topic,
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry(size.name(), LETTER_BYTES),
                                                AlterConfigOp.OpType.SET)));
                    }
                });
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get();
            LOG.infof(
                    "Dead letters may be larger topics=%d bytes=%s", changes.size(), LETTER_BYTES);
        }
    }

    private List<NewTopic> wanted() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(topic(topic), deadLetters(topic)))
                .toList();
    }

    private NewTopic topic(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                topic.retention().map(r -> Long.toString(r.toMillis())).orElse("-1"));
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.compacted()
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE);
        int partitions = topic.compacted() ? 1 : config.partitions();
        return new NewTopic(topic.topicName(), partitions, config.replicationFactor())
                .configs(settings);
    }

    private NewTopic deadLetters(Topic topic) {
        return new NewTopic(topic.deadLetterName(), 1, config.replicationFactor())
                .configs(
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                LETTER_BYTES));
    }
}
