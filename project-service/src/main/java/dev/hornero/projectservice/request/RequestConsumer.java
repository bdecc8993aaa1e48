// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.request;

import dev.hornero.events.Event;
import dev.hornero.events.RefusedRequest;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.request.BuildOrdered;
import dev.hornero.events.request.ProjectEnvAnnounced;
import dev.hornero.events.request.RequestEvent;
import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.delivery.RejectedEventException;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.projectservice.database.Schema;
import dev.hornero.projectservice.field.GitRefs;
import dev.hornero.projectservice.field.Names;
import dev.hornero.projectservice.outbox.Inbox;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.projectenv.ArgChange;
import dev.hornero.projectservice.projectenv.BuildCommands;
import dev.hornero.projectservice.projectenv.BuildOverrides;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Does what other services ask for, as if they had asked over REST: the same rules hold. What
 * breaks one is answered by an event that says which, and becomes a dead letter.
 */
@ApplicationScoped
class RequestConsumer {
    private static final int LONGEST_NAME = 255;

    private final Deliveries deliveries;
    private final Schema schema;
    private final Inbox inbox;
    private final Announcements announcements;
    private final BuildCommands builds;
    private final Outbox outbox;

    RequestConsumer(
            Deliveries deliveries,
            Schema schema,
            Inbox inbox,
            Announcements announcements,
            BuildCommands builds,
            Outbox outbox) {
        this.deliveries = deliveries;
        this.schema = schema;
        this.inbox = inbox;
        this.announcements = announcements;
        this.builds = builds;
        this.outbox = outbox;
    }

    @Incoming("requests")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                RequestEvent.class,
                this::take,
                (envelope, givenUp) -> giveUp(envelope, givenUp.text()));
    }

    private void take(Envelope<RequestEvent> envelope) {
        requireAnswerable(envelope);
        schema.requireReady();
        try {
            QuarkusTransaction.requiringNew().run(() -> takeInTransaction(envelope));
        } catch (ProblemException e) {
            ProblemDocument problem = e.document();
            if (problem.status() >= 500) {
                throw e;
            }
            refuse(envelope, problem.field(), problem.detail());
            throw new RejectedEventException(
                    problem.field().map(field -> field + ": ").orElse("") + problem.detail());
        }
    }

    /** A request became a dead letter; one that was refused has its answer already. */
    private void giveUp(Envelope<RequestEvent> envelope, String why) {
        if (isAnswerable(envelope)) {
            schema.requireReady();
            refuse(envelope, Optional.empty(), "It was given up: " + why + ".");
        }
    }

    /** Publishes, once, to the service that asked that nothing comes of it. */
    private void refuse(Envelope<RequestEvent> envelope, Optional<String> field, String why) {
        RefusedRequest refused = new RefusedRequest(envelope.source(), envelope.id(), field, why);
        Event answer =
                switch (envelope.event()) {
                    case ProjectEnvAnnounced announced ->
                            new ProjectEnvRefused(
                                    announced.project(), announced.environment(), refused);
                    case BuildOrdered ordered ->
                            new BuildOrderRefused(ordered.projectEnv(), refused);
                };
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    if (inbox.addRefusalIfNew(envelope.source(), envelope.id())) {
                        outbox.append(answer, envelope.traceparent());
                    }
                });
    }

    /** What no answer could name becomes a dead letter only. */
    private static void requireAnswerable(Envelope<RequestEvent> envelope) {
        if (!isAnswerable(envelope)) {
            throw new RejectedEventException(
                    "id, source and projectEnv: use 1 to "
                            + LONGEST_NAME
                            + " characters, none of them a control character");
        }
    }

    private static boolean isAnswerable(Envelope<RequestEvent> envelope) {
        return isName(envelope.source())
                && isName(envelope.id())
                && switch (envelope.event()) {
                    case BuildOrdered ordered -> isName(ordered.projectEnv());
                    case ProjectEnvAnnounced _ -> true;
                };
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    private void takeInTransaction(Envelope<RequestEvent> envelope) {
        BuildOrigin origin =
                BuildOrigin.ordered(envelope.source(), envelope.id(), envelope.traceparent());
        switch (envelope.event()) {
            case ProjectEnvAnnounced announced -> {
                announcements.awaitTurn(announced);
                if (inbox.addIfNew(envelope.source(), envelope.id())) {
                    announcements.register(announced, origin);
                }
            }
            case BuildOrdered ordered -> {
                BuildOverrides overrides = overrides(ordered);
                builds.awaitTurn(ordered.projectEnv());
                if (inbox.addIfNew(envelope.source(), envelope.id())) {
                    builds.order(ordered.projectEnv(), overrides, origin);
                }
            }
        }
    }

    private static BuildOverrides overrides(BuildOrdered ordered) {
        return new BuildOverrides(
                ordered.branch().map(given -> GitRefs.branch(given, "branch")),
                ordered.commit().map(given -> GitRefs.commit(given, "commit")),
                ordered.tag().map(given -> Names.tag(given, "tag")),
                Optional.empty(),
                ArgChange.readPlain(ordered.values(), "values"));
    }
}
