// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.request;

import dev.hornero.events.request.RequestEvent;
import dev.hornero.messaging.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what other services ask for. */
@ApplicationScoped
class RequestConsumer {
    private final Deliveries deliveries;
    private final Requests requests;

    RequestConsumer(Deliveries deliveries, Requests requests) {
        this.deliveries = deliveries;
        this.requests = requests;
    }

    @Incoming("requests")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                RequestEvent.class,
                requests::take,
                (envelope, givenUp) -> requests.giveUp(envelope, givenUp.text()));
    }
}
