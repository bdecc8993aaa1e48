// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.messaging.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Logs as they grow. */
@Singleton
class LogConsumer {
    private final Deliveries deliveries;
    private final Logs logs;

    LogConsumer(Deliveries deliveries, Logs logs) {
        this.deliveries = deliveries;
        this.logs = logs;
    }

    @Incoming("build-logs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given, BuildLogAppended.class, envelope -> logs.append(envelope.event()));
    }
}
