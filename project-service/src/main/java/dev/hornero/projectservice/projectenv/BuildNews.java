// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildBound;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.messaging.delivery.RejectedEventException;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.projectservice.database.Schema;
import dev.hornero.projectservice.outbox.Inbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes what other services tell of builds: the ProjectEnv is locked, the event remembered, and the
 * build moved on, in one transaction.
 */
@ApplicationScoped
class BuildNews {
    private final Schema schema;
    private final Inbox inbox;
    private final ProjectEnvs projectEnvs;
    private final Builds builds;
    private final BuildProgress progress;

    BuildNews(
            Schema schema,
            Inbox inbox,
            ProjectEnvs projectEnvs,
            Builds builds,
            BuildProgress progress) {
        this.schema = schema;
        this.inbox = inbox;
        this.projectEnvs = projectEnvs;
        this.builds = builds;
        this.progress = progress;
    }

    void takeScan(Envelope<ScanEvent> envelope) {
        take(
                envelope,
                switch (envelope.event()) {
                    case ArgsRequired scan -> standing -> standing.scanned(Finding.of(scan));
                    case ScanFailed _ -> Standing::scanFailed;
                });
    }

    /** Only ends count here. */
    void takeJob(Envelope<BuildJobEvent> envelope) {
        Optional<BuildEnd> end = BuildEnd.toldBy(envelope.event());
        if (end.isPresent()) {
            take(envelope, standing -> standing.ended(end.get()));
        }
    }

    private void take(Envelope<? extends BuildBound> envelope, UnaryOperator<Standing> transition) {
        schema.requireReady();
        QuarkusTransaction.requiringNew().run(() -> takeInTransaction(envelope, transition));
    }

    private void takeInTransaction(
            Envelope<? extends BuildBound> envelope, UnaryOperator<Standing> transition) {
        BuildBound event = envelope.event();
        ProjectEnv projectEnv =
                projectEnvs
                        .lock(event.build().projectEnv().id())
                        .orElseThrow(() -> new RejectedEventException("unknown ProjectEnv"));
        if (!inbox.firstSight(envelope.source(), envelope.id())) {
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
