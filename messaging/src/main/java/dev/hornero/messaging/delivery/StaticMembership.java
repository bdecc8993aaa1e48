// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.messaging.MessagingConfig;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Gives the consumers of a named instance names of their own at the broker (KIP-345): one that
 * comes back after it was killed gets its partitions at once, without waiting for the session of
 * its former self to end.
 */
@Singleton
final class StaticMembership implements ClientCustomizer<Map<String, Object>> {
    private final Optional<String> instance;

    @Inject
    StaticMembership(MessagingConfig config) {
        this.instance = config.instance();
    }

    @Override
    public Map<String, Object> customize(
            String channel, Config channelConfig, Map<String, Object> settings) {
        if (instance.isEmpty() || !settings.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            return settings;
        }
        Map<String, Object> named = new LinkedHashMap<>(settings);
        named.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance.get() + "-" + channel);
        return named;
    }
}
