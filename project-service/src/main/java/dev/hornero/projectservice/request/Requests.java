// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.request;

import dev.hornero.events.request.BuildOrdered;
import dev.hornero.events.request.ProjectEnvAnnounced;
import dev.hornero.events.request.RequestEvent;
import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.delivery.RejectedEventException;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.projectservice.args.ArgChange;
import dev.hornero.projectservice.build.BuildCommands;
import dev.hornero.projectservice.build.BuildOrigin;
import dev.hornero.projectservice.build.BuildWish;
import dev.hornero.projectservice.field.GitRefs;
import dev.hornero.projectservice.field.Names;
import dev.hornero.projectservice.inbox.Inbox;
import dev.hornero.projectservice.schema.Schema;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Does what other services ask for, as if they had asked over REST: the same rules hold, and what
 * breaks one becomes a dead letter that says which.
 */
@ApplicationScoped
class Requests {
    private final Schema schema;
    private final Inbox inbox;
    private final Announcements announcements;
    private final BuildCommands builds;

    Requests(Schema schema, Inbox inbox, Announcements announcements, BuildCommands builds) {
        this.schema = schema;
        this.inbox = inbox;
        this.announcements = announcements;
        this.builds = builds;
    }

    void take(Envelope<RequestEvent> envelope) {
        schema.requireReady();
        try {
            QuarkusTransaction.requiringNew().run(() -> takeInTransaction(envelope));
        } catch (ProblemException e) {
            throw new RejectedEventException(reason(e.document()));
        }
    }

    private static String reason(ProblemDocument problem) {
        return problem.field().map(field -> field + ": ").orElse("") + problem.detail();
    }

    private void takeInTransaction(Envelope<RequestEvent> envelope) {
        if (!inbox.firstSight(envelope.source(), envelope.id())) {
            return;
        }
        switch (envelope.event()) {
            case ProjectEnvAnnounced announced ->
                    announcements.register(announced, envelope.traceparent());
            case BuildOrdered ordered ->
                    builds.order(
                            ordered.projectEnv(),
                            wish(ordered),
                            BuildOrigin.ordered(envelope.id(), envelope.traceparent()));
        }
    }

    private static BuildWish wish(BuildOrdered ordered) {
        Map<String, ArgChange.Give> values = new LinkedHashMap<>();
        ordered.values().forEach((name, value) -> values.put(name, ArgChange.give(name, value)));
        return new BuildWish(
                ordered.branch().map(given -> GitRefs.branch(given, "branch")),
                ordered.commit().map(given -> GitRefs.commit(given, "commit")),
                ordered.tag().map(given -> Names.tag(given, "tag")),
                Optional.empty(),
                values);
    }
}
