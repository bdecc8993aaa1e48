// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.events.Event;
import dev.hornero.events.imagebuild.BuildTopicEvent;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.projectenv.ProjectEnvEvent;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.statusservice.database.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Adds each event to the read model. No topic waits for another. */
@Singleton
class ReadModelConsumer {
    private final Deliveries deliveries;
    private final Database database;

    ReadModelConsumer(Deliveries deliveries, Database database) {
        this.deliveries = deliveries;
        this.database = database;
    }

    @Incoming("project-envs")
    @RunOnVirtualThread
    void onProjectEnv(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        add(given, ProjectEnvEvent.class);
    }

    @Incoming("builds")
    @RunOnVirtualThread
    void onBuild(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        add(given, BuildTopicEvent.class);
    }

    @Incoming("scans")
    @RunOnVirtualThread
    void onScan(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        add(given, ScanEvent.class);
    }

    @Incoming("build-jobs")
    @RunOnVirtualThread
    void onBuildJob(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        add(given, BuildJobEvent.class);
    }

    private void add(ConsumerRecord<String, byte[]> given, Class<? extends Event> kind)
            throws InterruptedException {
        deliveries.deliver(given, kind, envelope -> database.write(EventRows.adding(envelope)));
    }
}
