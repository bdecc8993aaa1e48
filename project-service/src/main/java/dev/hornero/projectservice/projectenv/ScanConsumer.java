// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what scans found. */
@ApplicationScoped
class ScanConsumer {
    private final Deliveries deliveries;
    private final BuildNews news;
    private final LostBuilds lost;

    ScanConsumer(Deliveries deliveries, BuildNews news, LostBuilds lost) {
        this.deliveries = deliveries;
        this.news = news;
        this.lost = lost;
    }

    @Incoming("scans")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                ScanEvent.class,
                news::takeScan,
                (envelope, givenUp) -> lost.givenUp(envelope.event(), givenUp.text()));
    }
}
