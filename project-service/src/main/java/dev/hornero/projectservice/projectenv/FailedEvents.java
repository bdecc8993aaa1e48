// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildBound;
import dev.hornero.events.BuildId;
import dev.hornero.events.EventType;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.projectservice.database.Schema;
import dev.hornero.projectservice.outbox.UnsendableEvent;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildFailure;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Ends the build of an event that could not be handled or sent, so that none waits forever. */
@ApplicationScoped
class FailedEvents {
    private final Schema schema;
    private final Builds builds;
    private final ProjectEnvs projectEnvs;
    private final BuildProgress progress;

    FailedEvents(Schema schema, Builds builds, ProjectEnvs projectEnvs, BuildProgress progress) {
        this.schema = schema;
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.progress = progress;
    }

    /** The outbox's relay will never send an event. Again, it changes nothing. */
    void unsendable(@Observes UnsendableEvent event) {
        BuildFailure failure =
                switch (event.why()) {
                    case TOO_LARGE -> BuildFailure.tooLarge();
                    case UNREADABLE ->
                            BuildFailure.unusable("An event of the build cannot be read any more.");
                };
        unended(
                event.build(),
                (projectEnv, build) -> {
                    giveSequenceBack(projectEnv, build.state());
                    progress.fail(projectEnv, build, failure);
                });
    }

    /**
     * An event was given up. Where it carries an end, that is the build's; one that waited for it
     * fails. Again, it changes nothing.
     *
     * @param why the rest of a sentence, with the dead letter
     */
    void givenUp(BuildBound event, String why) {
        schema.requireReady();
        Optional<BuildEnd> end = BuildEnd.statedBy(event);
        unended(
                event.build().id(),
                (projectEnv, build) -> {
                    if (event instanceof ScanFailed) {
                        progress.change(projectEnv, build, BuildState::scanFailed);
                    } else if (end.isPresent()) {
                        progress.change(projectEnv, build, state -> state.ended(end.get()));
                    } else if (build.state().waitsFor(EventType.of(event))) {
                        progress.giveUp(
                                projectEnv,
                                build,
                                BuildFailure.givenUp(event.getClass().getSimpleName(), why));
                    }
                });
    }

    /** Changes nothing for a build that is not there or has ended. */
    private void unended(BuildId id, BiConsumer<ProjectEnv, Build> end) {
        Optional<ProjectEnvId> owner =
                QuarkusTransaction.requiringNew()
                        .call(() -> builds.find(id).map(Build::projectEnv));
        if (owner.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    ProjectEnv projectEnv = projectEnvs.lock(owner.get()).orElseThrow();
                    Build build = builds.find(id).orElseThrow();
                    if (!build.state().hasEnded()) {
                        end.accept(projectEnv, build);
                    }
                });
    }

    /** No orchestrator knows it; a gap stays only where a later one has been taken by now. */
    private void giveSequenceBack(ProjectEnv projectEnv, BuildState state) {
        if (state instanceof BuildState.Resolved(_, var sequence)
                && projectEnvs.nextSequence(projectEnv.id()) == sequence + 1) {
            projectEnvs.takeSequence(projectEnv.id(), sequence - 1);
        }
    }
}
