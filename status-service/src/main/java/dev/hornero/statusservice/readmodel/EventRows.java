// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildTopicEvent;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvEvent;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.imagebuild.BuildRows;
import dev.hornero.statusservice.imagebuild.model.BuildUpdate;
import dev.hornero.statusservice.notice.Notices;
import dev.hornero.statusservice.projectenv.ProjectEnvRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What each event changes in the rows of a read model. */
final class EventRows {
    private EventRows() {}

    /** Adds an event as it comes, and notifies every instance of the build that changed. */
    static Database.Command adding(Envelope<?> event) {
        return connection -> {
            Optional<BuildId> changed = add(connection, event);
            if (changed.isPresent()) {
                Notices.buildChanged(connection, changed.get());
            }
        };
    }

    /** Adds events to a read model that is not read yet. */
    static Database.Command addingUnread(List<Envelope<?>> events) {
        return connection -> {
            for (Envelope<?> event : events) {
                add(connection, event);
            }
        };
    }

    /** Answers the build whose row changed. */
    private static Optional<BuildId> add(Connection connection, Envelope<?> envelope)
            throws SQLException {
        Event event = envelope.event();
        if (event instanceof ProjectEnvEvent projectEnv) {
            return add(connection, projectEnv, envelope);
        }
        if (event instanceof BuildTopicEvent build) {
            return add(connection, build, envelope);
        }
        if (event instanceof ScanEvent) {
            return add(connection, BuildUpdate.ofScan(envelope.as(ScanEvent.class)));
        }
        if (event instanceof BuildJobEvent) {
            return add(connection, BuildUpdate.ofJob(envelope.as(BuildJobEvent.class)));
        }
        throw new IllegalArgumentException(
                "not an event of a read model: " + envelope.type().typeName());
    }

    private static Optional<BuildId> add(
            Connection connection, ProjectEnvEvent event, Envelope<?> envelope)
            throws SQLException {
        return switch (event) {
            case ProjectEnvCreated created -> {
                ProjectEnvRows.created(connection, created.build().projectEnv());
                yield add(connection, BuildUpdate.ofInitial(envelope.as(ProjectEnvCreated.class)));
            }
            case ProjectEnvDeleted deleted -> {
                ProjectEnvRows.deleted(connection, deleted.projectEnv());
                yield Optional.empty();
            }
            // Answers the service that announced it; there is nothing to show
            case ProjectEnvRefused _ -> Optional.empty();
        };
    }

    private static Optional<BuildId> add(
            Connection connection, BuildTopicEvent event, Envelope<?> envelope)
            throws SQLException {
        return switch (event) {
            case BuildEvent _ ->
                    add(connection, BuildUpdate.ofBuild(envelope.as(BuildEvent.class)));
            // Answers the service that ordered it; there is no build to show
            case BuildOrderRefused _ -> Optional.empty();
        };
    }

    private static Optional<BuildId> add(Connection connection, BuildUpdate update)
            throws SQLException {
        BuildId id = update.facts().build().id();
        return BuildRows.add(connection, update) ? Optional.of(id) : Optional.empty();
    }
}
