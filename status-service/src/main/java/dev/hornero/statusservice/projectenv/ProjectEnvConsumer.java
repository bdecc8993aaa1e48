// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvEvent;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.imagebuild.model.Telling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** ProjectEnvs come, each with its initial build, and go. */
@Singleton
class ProjectEnvConsumer {
    private final Deliveries deliveries;
    private final ProjectEnvs projectEnvs;
    private final Builds builds;

    ProjectEnvConsumer(Deliveries deliveries, ProjectEnvs projectEnvs, Builds builds) {
        this.deliveries = deliveries;
        this.projectEnvs = projectEnvs;
        this.builds = builds;
    }

    @Incoming("project-envs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, ProjectEnvEvent.class, this::take);
    }

    private void take(Envelope<ProjectEnvEvent> envelope) {
        switch (envelope.event()) {
            case ProjectEnvCreated created -> {
                projectEnvs.created(created.build().projectEnv());
                builds.add(Telling.ofInitial(envelope.as(ProjectEnvCreated.class)));
            }
            case ProjectEnvDeleted deleted -> projectEnvs.deleted(deleted.projectEnv());
            case ProjectEnvRefused _ -> {
                // It answers the service that announced it; there is nothing to show.
            }
        }
    }
}
