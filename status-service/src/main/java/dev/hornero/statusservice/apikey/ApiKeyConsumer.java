// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.apikey;

import dev.hornero.events.apikey.ApiKeyEvent;
import dev.hornero.messaging.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Makes dead letters of the records that no instance can read, once for the whole group: the
 * readers ({@link KafkaApiKeyReader}) come past the same record at every start.
 */
@Singleton
class ApiKeyConsumer {
    private static final Logger LOG = Logger.getLogger(ApiKeyConsumer.class);

    private final Deliveries deliveries;

    ApiKeyConsumer(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Incoming("api-keys")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        if (given.value() == null) {
            deliveries.passOver(given);
            return;
        }
        deliveries.deliver(
                given,
                ApiKeyEvent.class,
                envelope -> LOG.debugf("API key issued keyId=%s", envelope.event().key()));
    }
}
