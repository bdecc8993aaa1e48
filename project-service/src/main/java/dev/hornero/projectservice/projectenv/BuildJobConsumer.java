// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.messaging.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears how builds end in their clusters. */
@ApplicationScoped
class BuildJobConsumer {
    private final Deliveries deliveries;
    private final BuildNews news;
    private final LostBuilds lost;

    BuildJobConsumer(Deliveries deliveries, BuildNews news, LostBuilds lost) {
        this.deliveries = deliveries;
        this.news = news;
        this.lost = lost;
    }

    @Incoming("build-jobs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                BuildJobEvent.class,
                news::takeJob,
                (envelope, givenUp) -> lost.givenUp(envelope.event(), givenUp.text()));
    }
}
