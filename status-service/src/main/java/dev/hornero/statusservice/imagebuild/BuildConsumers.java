// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildTopicEvent;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.imagebuild.model.Telling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Builds as three services tell of them, each on its topic and none waiting for another. */
@Singleton
class BuildConsumers {
    private final Deliveries deliveries;
    private final Builds builds;

    BuildConsumers(Deliveries deliveries, Builds builds) {
        this.deliveries = deliveries;
        this.builds = builds;
    }

    @Incoming("builds")
    @RunOnVirtualThread
    void onBuild(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildTopicEvent.class, this::take);
    }

    private void take(Envelope<BuildTopicEvent> envelope) {
        switch (envelope.event()) {
            case BuildEvent _ -> builds.add(Telling.ofBuild(envelope.as(BuildEvent.class)));
            case BuildOrderRefused _ -> {
                // It answers the service that ordered; there is no build to show.
            }
        }
    }

    @Incoming("scans")
    @RunOnVirtualThread
    void onScan(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given, ScanEvent.class, envelope -> builds.add(Telling.ofScan(envelope)));
    }

    @Incoming("build-jobs")
    @RunOnVirtualThread
    void onBuildJob(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given, BuildJobEvent.class, envelope -> builds.add(Telling.ofJob(envelope)));
    }
}
