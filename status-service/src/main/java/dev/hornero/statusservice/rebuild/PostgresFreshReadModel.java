// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.database.DatabaseException;
import dev.hornero.statusservice.database.ReadModelBuild;
import dev.hornero.statusservice.imagebuild.BuildRows;
import dev.hornero.statusservice.imagebuild.model.Telling;
import dev.hornero.statusservice.notice.Notices;
import dev.hornero.statusservice.projectenv.ProjectEnvRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/** Rows made of events, a batch in one transaction. */
record PostgresFreshReadModel(ReadModelBuild build) implements FreshReadModel {
    private static final Logger LOG = Logger.getLogger(PostgresFreshReadModel.class);

    @Override
    public int number() {
        return build.number();
    }

    @Override
    public void add(List<Envelope<?>> events) {
        try {
            addTogether(events);
        } catch (RuntimeException e) {
            if (DatabaseException.passes(e)) {
                throw e;
            }
            events.forEach(this::addAlone);
        }
    }

    /** One that cannot be added is a dead letter of the service's own group, and no obstacle. */
    private void addAlone(Envelope<?> event) {
        try {
            addTogether(List.of(event));
        } catch (RuntimeException e) {
            if (DatabaseException.passes(e)) {
                throw e;
            }
            LOG.warnf(
                    "Event left out of a rebuild type=%s id=%s reason=%s",
                    event.type().typeName(), event.id(), e);
        }
    }

    private void addTogether(List<Envelope<?>> events) {
        build.write(connection -> {
            for (Envelope<?> envelope : events) {
                add(connection, envelope);
            }
        });
    }

    private static void add(Connection connection, Envelope<?> envelope) throws SQLException {
        switch (envelope.event()) {
            case ProjectEnvCreated created -> {
                ProjectEnvRows.created(connection, created.build().projectEnv());
                BuildRows.add(connection, Telling.ofInitial(envelope.as(ProjectEnvCreated.class)));
            }
            case ProjectEnvDeleted deleted ->
                    ProjectEnvRows.deleted(connection, deleted.projectEnv());
            case BuildEvent _ ->
                    BuildRows.add(connection, Telling.ofBuild(envelope.as(BuildEvent.class)));
            case ScanEvent _ ->
                    BuildRows.add(connection, Telling.ofScan(envelope.as(ScanEvent.class)));
            case BuildJobEvent _ ->
                    BuildRows.add(connection, Telling.ofJob(envelope.as(BuildJobEvent.class)));
            case ProjectEnvRefused _, BuildOrderRefused _ -> {
                // They answer other services; there is nothing to show.
            }
            default ->
                    throw new IllegalArgumentException(
                            "no event of a read model: " + envelope.type().typeName());
        }
    }

    @Override
    public void finish() {
        build.finish(Notices::sendAllIsNew);
    }

    @Override
    public void close() {
        build.close();
    }
}
