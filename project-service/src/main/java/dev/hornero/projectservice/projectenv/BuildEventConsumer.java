// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildBound;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.delivery.GivenUp;
import dev.hornero.messaging.delivery.RejectedEventException;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.projectservice.database.Schema;
import dev.hornero.projectservice.outbox.Inbox;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.ScanResult;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes what scanner-service and build-orchestrator publish of builds: it locks the ProjectEnv,
 * remembers the event, and moves the build on, in one transaction.
 */
@ApplicationScoped
class BuildEventConsumer {
    private final Deliveries deliveries;
    private final Schema schema;
    private final Inbox inbox;
    private final ProjectEnvs projectEnvs;
    private final Builds builds;
    private final BuildProgress progress;
    private final FailedEvents failed;

    BuildEventConsumer(
            Deliveries deliveries,
            Schema schema,
            Inbox inbox,
            ProjectEnvs projectEnvs,
            Builds builds,
            BuildProgress progress,
            FailedEvents failed) {
        this.deliveries = deliveries;
        this.schema = schema;
        this.inbox = inbox;
        this.projectEnvs = projectEnvs;
        this.builds = builds;
        this.progress = progress;
        this.failed = failed;
    }

    @Incoming("scans")
    @RunOnVirtualThread
    void onScan(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, ScanEvent.class, this::takeScan, this::giveUp);
    }

    @Incoming("build-jobs")
    @RunOnVirtualThread
    void onBuildJob(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildJobEvent.class, this::takeJob, this::giveUp);
    }

    private void giveUp(Envelope<? extends BuildBound> envelope, GivenUp givenUp) {
        failed.givenUp(envelope.event(), givenUp.text());
    }

    private void takeScan(Envelope<ScanEvent> envelope) {
        take(
                envelope,
                switch (envelope.event()) {
                    case ArgsRequired scan -> state -> state.scanned(scan(scan));
                    case ScanFailed _ -> BuildState::scanFailed;
                });
    }

    private static ScanResult scan(ArgsRequired scan) {
        try {
            return ScanResult.of(scan);
        } catch (IllegalArgumentException e) {
            throw new RejectedEventException(String.valueOf(e.getMessage()));
        }
    }

    /** Only ends count here. */
    private void takeJob(Envelope<BuildJobEvent> envelope) {
        Optional<BuildEnd> end = BuildEnd.statedBy(envelope.event());
        if (end.isPresent()) {
            take(envelope, state -> state.ended(end.get()));
        }
    }

    private void take(
            Envelope<? extends BuildBound> envelope, UnaryOperator<BuildState> transition) {
        schema.requireReady();
        QuarkusTransaction.requiringNew().run(() -> takeInTransaction(envelope, transition));
    }

    private void takeInTransaction(
            Envelope<? extends BuildBound> envelope, UnaryOperator<BuildState> transition) {
        BuildBound event = envelope.event();
        ProjectEnv projectEnv =
                projectEnvs
                        .lock(event.build().projectEnv().id())
                        .orElseThrow(() -> new RejectedEventException("unknown ProjectEnv"));
        if (!inbox.addIfNew(envelope.source(), envelope.id())) {
            return;
        }
        Build build =
                builds.find(event.build().id())
                        .filter(found -> found.projectEnv().equals(projectEnv.id()))
                        .orElseThrow(() ->
                                new RejectedEventException("unknown build of the ProjectEnv"));
        progress.change(projectEnv, build, transition);
    }
}
