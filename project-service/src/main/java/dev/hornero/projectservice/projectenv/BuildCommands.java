// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.project.Project;
import dev.hornero.projectservice.project.ProjectStore;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.BuildState;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Asks for builds and cancels them. */
@ApplicationScoped
public class BuildCommands {
    private static final Logger LOG = Logger.getLogger(BuildCommands.class);

    private final Builds builds;
    private final ProjectEnvs projectEnvs;
    private final ProjectStore projects;
    private final Environments environments;
    private final ArgVault vault;
    private final BuildProgress progress;
    private final BuildEvents events;
    private final Outbox outbox;

    BuildCommands(
            Builds builds,
            ProjectEnvs projectEnvs,
            ProjectStore projects,
            Environments environments,
            ArgVault vault,
            BuildProgress progress,
            BuildEvents events,
            Outbox outbox) {
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.projects = projects;
        this.environments = environments;
        this.vault = vault;
        this.progress = progress;
        this.events = events;
        this.outbox = outbox;
    }

    /**
     * Asks for the initial build and publishes that the ProjectEnv exists, in the present
     * transaction, which has locked the ProjectEnv.
     */
    BuildView startInitial(ProjectEnv projectEnv, BuildOrigin origin) {
        Build build = add(projectEnv, BuildOverrides.NONE, origin, Optional.empty());
        outbox.append(
                sealed(() -> events.created(projectEnv, build)),
                build.id(),
                build.origin().traceparent());
        return BuildView.accepted(build, projectEnv);
    }

    /** A later build. */
    @Transactional
    BuildView request(String name, BuildForm form, Caller caller) {
        return start(
                lockAlive(name),
                form.toOverrides(),
                BuildOrigin.requested(caller.name(), caller.traceparent()),
                Optional.empty());
    }

    /**
     * Waits before the first statement of a transaction that calls {@link #request} or {@link
     * #order}.
     */
    public void awaitTurn(String name) {
        projectEnvs.awaitTurn(name);
    }

    /**
     * Waits before the first statement of a transaction that calls {@link #rebuild}.
     *
     * @return whose build it is
     */
    ProjectEnvId awaitTurn(BuildId id) {
        return awaitTurnOf(id).orElseThrow(() -> unknown(id));
    }

    /**
     * Waits before the first statement of a transaction that calls {@link #startAgain}.
     *
     * @return whose build it is; none for an unknown build
     */
    public Optional<ProjectEnvId> awaitTurnOf(BuildId id) {
        Optional<ProjectEnvId> owner = ownerOf(id);
        owner.ifPresent(projectEnvs::awaitTurn);
        return owner;
    }

    /** A later build that another service ordered. */
    @Transactional
    public BuildView order(String name, BuildOverrides overrides, BuildOrigin origin) {
        return start(lockAlive(name), overrides, origin, Optional.empty());
    }

    /** The same as an earlier build once more, with its own values if they are still there. */
    @Transactional
    BuildView rebuild(ProjectEnvId owner, BuildId id, Caller caller) {
        ProjectEnv projectEnv = projectEnvs.lock(owner).orElseThrow();
        ProjectEnvCommands.requireAlive(projectEnv);
        Build earlier = builds.find(id).orElseThrow();
        return start(
                projectEnv,
                BuildOverrides.again(earlier),
                BuildOrigin.rebuild(caller.name(), caller.traceparent(), id),
                Optional.of(id));
    }

    /**
     * Starts a build again that ended because an event of it became a dead letter, once, in the
     * present transaction; none for a build that ended otherwise or goes on.
     */
    @Transactional
    public Optional<BuildView> startAgain(ProjectEnvId owner, BuildId id, Caller caller) {
        return projectEnvs
                .lock(owner)
                .filter(projectEnv -> projectEnv.life() == ProjectEnv.Life.ALIVE)
                .filter(_ -> builds.takeGivenUp(id))
                .map(projectEnv -> {
                    Build earlier = builds.find(id).orElseThrow();
                    BuildView started =
                            start(
                                    projectEnv,
                                    BuildOverrides.again(earlier),
                                    BuildOrigin.replay(caller.name(), earlier),
                                    Optional.of(id));
                    vault.forget(ArgScope.ofBuild(id));
                    return started;
                });
    }

    /** In a transaction of its own: it holds no connection while it waits for the ProjectEnv. */
    private Optional<ProjectEnvId> ownerOf(BuildId id) {
        return QuarkusTransaction.requiringNew().call(() -> builds.find(id).map(Build::projectEnv));
    }

    @Transactional
    BuildView cancel(BuildId id, Caller caller) {
        ProjectEnv projectEnv = projectEnvs.lock(awaitTurn(id)).orElseThrow();
        Build build = builds.find(id).orElseThrow();
        if (build.state().hasEnded()) {
            throw ProblemException.of(
                    Problem.BUILD_HAS_ENDED,
                    "Build "
                            + build.number()
                            + " of "
                            + projectEnv.name()
                            + " has ended; nothing is left to cancel.");
        }
        cancel(projectEnv, build, caller);
        return BuildView.cancelled(build, projectEnv);
    }

    /**
     * Cancels all builds that have not ended, in the present transaction, which has locked the
     * ProjectEnv.
     *
     * @return whether all have ended by then
     */
    boolean cancelAll(ProjectEnv projectEnv, Caller caller) {
        for (BuildId given : builds.givenUp(projectEnv.id())) {
            builds.takeGivenUp(given);
            vault.forget(ArgScope.ofBuild(given));
        }
        // The last first: none of those that wait goes on because one before it has ended.
        builds.unended(projectEnv.id())
                .reversed()
                .forEach(build -> cancel(projectEnv, build, caller));
        return builds.unended(projectEnv.id()).isEmpty();
    }

    private void cancel(ProjectEnv projectEnv, Build build, Caller caller) {
        switch (build.state()) {
            case BuildState.AwaitingScan _, BuildState.AwaitingValues _ ->
                    progress.cancel(projectEnv, build, caller.name());
            case BuildState.Unreadable(var resolved) -> {
                if (resolved) {
                    askForEnd(projectEnv, build, caller);
                } else {
                    progress.cancel(projectEnv, build, caller.name());
                }
            }
            case BuildState.Resolved _ -> askForEnd(projectEnv, build, caller);
            case BuildState.Ended _ -> {
                return;
            }
        }
        LOG.infof("Build cancelled buildId=%s by=%s", build.id(), caller.name());
    }

    private void askForEnd(ProjectEnv projectEnv, Build build, Caller caller) {
        outbox.append(
                events.cancelRequested(projectEnv, build, caller.name()),
                build.id(),
                build.origin().traceparent());
    }

    private BuildView start(
            ProjectEnv projectEnv,
            BuildOverrides overrides,
            BuildOrigin origin,
            Optional<BuildId> valuesOf) {
        Build build = add(projectEnv, overrides, origin, valuesOf);
        outbox.append(
                sealed(() -> events.requested(projectEnv, build)),
                build.id(),
                build.origin().traceparent());
        LOG.infof(
                "Build requested buildId=%s projectEnv=%s number=%d",
                build.id(), projectEnv.name(), build.number());
        return BuildView.accepted(build, projectEnv);
    }

    private Build add(
            ProjectEnv projectEnv,
            BuildOverrides overrides,
            BuildOrigin origin,
            Optional<BuildId> valuesOf) {
        Project project = projects.find(projectEnv.project()).orElseThrow();
        Environment stage = environments.find(projectEnv.environment()).orElseThrow();
        sealed(() -> {
            events.requireKeyOfCluster(stage);
            return stage;
        });
        Build build =
                new Build(
                        new BuildId(UUID.randomUUID()),
                        projectEnv.id(),
                        projectEnvs.nextNumber(projectEnv.id()),
                        overrides.against(project, stage, projectEnv),
                        origin,
                        new BuildState.AwaitingScan());
        builds.add(build);
        ArgScope own = ArgScope.ofBuild(build.id());
        valuesOf.ifPresent(earlier -> vault.copy(ArgScope.ofBuild(earlier), own));
        vault.change(own, overrides.values());
        vault.requireRoom(
                "args",
                own,
                ArgScope.ofProjectEnv(projectEnv.id()),
                ArgScope.ofProject(projectEnv.project()));
        return build;
    }

    /** What cannot be handed on is refused and not accepted. */
    private static <T> T sealed(Supplier<T> event) {
        try {
            return event.get();
        } catch (UnsealableException e) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    e.getMessage() + ". Ask the operator to check HORNERO_SEAL_KEYS.");
        }
    }

    private ProjectEnv lockAlive(String name) {
        ProjectEnv projectEnv =
                projectEnvs.lock(name).orElseThrow(() -> ProjectEnvCommands.unknown(name));
        ProjectEnvCommands.requireAlive(projectEnv);
        return projectEnv;
    }

    private static ProblemException unknown(BuildId id) {
        return ProblemException.notFound("There is no build " + id + ".");
    }
}
