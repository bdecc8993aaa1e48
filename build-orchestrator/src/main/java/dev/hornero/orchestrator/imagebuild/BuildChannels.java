// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.imagebuild.BuildTopicEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvEvent;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.delivery.GivenUp;
import dev.hornero.messaging.envelope.Envelope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The topics that the orchestrator reads. A record is acknowledged when its order is carried out.
 */
@ApplicationScoped
class BuildChannels {
    private final Deliveries deliveries;
    private final BuildOrders orders;

    BuildChannels(Deliveries deliveries, BuildOrders orders) {
        this.deliveries = deliveries;
        this.orders = orders;
    }

    @Incoming("builds")
    @RunOnVirtualThread
    void builds(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildTopicEvent.class, this::on, this::onGivenUp);
    }

    private void on(Envelope<BuildTopicEvent> envelope) {
        switch (envelope.event()) {
            case ArgsResolved _ -> orders.queue(envelope.as(ArgsResolved.class));
            case BuildCancelRequested asked -> orders.cancel(asked);
            case BuildRequested _,
                    BuildNeedsValues _,
                    BuildCancelled _,
                    BuildFailed _,
                    BuildOrderRefused _ -> {
                // Nothing is asked of a cluster yet, or any more.
            }
        }
    }

    private void onGivenUp(Envelope<BuildTopicEvent> envelope, GivenUp givenUp) {
        if (envelope.event() instanceof ArgsResolved) {
            orders.giveUp(envelope.as(ArgsResolved.class), givenUp);
        }
    }

    @Incoming("project-envs")
    @RunOnVirtualThread
    void projectEnvs(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, ProjectEnvEvent.class, this::onProjectEnv);
    }

    private void onProjectEnv(Envelope<ProjectEnvEvent> envelope) {
        switch (envelope.event()) {
            case ProjectEnvDeleted deleted -> orders.projectEnvDeleted(deleted);
            case ProjectEnvCreated _, ProjectEnvRefused _ -> {
                // An initial build comes as ArgsResolved.
            }
        }
    }
}
