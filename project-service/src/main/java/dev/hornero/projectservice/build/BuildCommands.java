// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.args.ArgScope;
import dev.hornero.projectservice.args.ArgVault;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.caller.Requester;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.project.Project;
import dev.hornero.projectservice.project.Projects;
import dev.hornero.projectservice.projectenv.BuildsOfProjectEnv;
import dev.hornero.projectservice.projectenv.ProjectEnv;
import dev.hornero.projectservice.projectenv.ProjectEnvCommands;
import dev.hornero.projectservice.projectenv.ProjectEnvs;
import dev.hornero.projectservice.projectenv.StartedBuild;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asks for builds and cancels them. */
@ApplicationScoped
public class BuildCommands implements BuildsOfProjectEnv {
    private static final Logger LOG = Logger.getLogger(BuildCommands.class);

    private final Builds builds;
    private final ProjectEnvs projectEnvs;
    private final Projects projects;
    private final Environments environments;
    private final ArgVault vault;
    private final BuildProgress progress;
    private final BuildEvents events;
    private final Outbox outbox;
    private final RepeatedRequests repeated;

    BuildCommands(
            Builds builds,
            ProjectEnvs projectEnvs,
            Projects projects,
            Environments environments,
            ArgVault vault,
            BuildProgress progress,
            BuildEvents events,
            Outbox outbox,
            RepeatedRequests repeated) {
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.projects = projects;
        this.environments = environments;
        this.vault = vault;
        this.progress = progress;
        this.events = events;
        this.outbox = outbox;
        this.repeated = repeated;
    }

    @Override
    public StartedBuild startInitial(ProjectEnv projectEnv, Requester requester) {
        Build build = add(projectEnv, BuildWish.NONE, BuildOrigin.requested(requester));
        outbox.append(events.created(projectEnv, build), build.id(), build.origin().traceparent());
        return StartedBuild.requested(build.id(), build.number(), projectEnv.name());
    }

    /** A later build; the same key with the same form again answers with the same build. */
    @Transactional
    StartedBuild request(
            String name, BuildForm form, Optional<String> idempotencyKey, Caller caller) {
        ProjectEnv projectEnv = lockAlive(name);
        Optional<StartedBuild> before =
                idempotencyKey.flatMap(key -> repeated.find(projectEnv, key, form));
        if (before.isPresent()) {
            return before.get();
        }
        StartedBuild started =
                start(projectEnv, form.toWish(), BuildOrigin.requested(caller.requester()));
        idempotencyKey.ifPresent(
                key -> repeated.remember(projectEnv.id(), key, form, started.id()));
        return started;
    }

    /** A later build that another service ordered. */
    @Transactional
    public StartedBuild order(String name, BuildWish wish, BuildOrigin origin) {
        return start(lockAlive(name), wish, origin);
    }

    /** The same as an earlier build once more, with its own values if they are still there. */
    @Transactional
    StartedBuild rebuild(BuildId id, Caller caller) {
        Build earlier = builds.find(id).orElseThrow(() -> unknown(id));
        ProjectEnv projectEnv = projectEnvs.lock(earlier.projectEnv()).orElseThrow();
        ProjectEnvCommands.requireAlive(projectEnv);
        StartedBuild started =
                start(projectEnv, BuildWish.again(earlier), BuildOrigin.rebuild(caller, id));
        vault.copy(ArgScope.ofBuild(id), ArgScope.ofBuild(started.id()));
        return started;
    }

    @Transactional
    Cancelled cancel(BuildId id, Caller caller) {
        ProjectEnvId owner = builds.find(id).orElseThrow(() -> unknown(id)).projectEnv();
        ProjectEnv projectEnv = projectEnvs.lock(owner).orElseThrow();
        Build build = builds.find(id).orElseThrow();
        if (build.standing().hasEnded()) {
            throw ProblemException.of(
                    Problem.BUILD_HAS_ENDED,
                    "Build "
                            + build.number()
                            + " of "
                            + projectEnv.name()
                            + " has ended; nothing is left to cancel.");
        }
        cancel(projectEnv, build, caller);
        return new Cancelled(projectEnv.name(), build.number());
    }

    /** A build that is being cancelled. */
    record Cancelled(String projectEnv, int number) {}

    @Override
    public boolean cancelAll(ProjectEnv projectEnv, Caller caller) {
        // The last first: none of those that wait goes on because one before it has ended.
        builds.unended(projectEnv.id())
                .reversed()
                .forEach(build -> cancel(projectEnv, build, caller));
        return builds.unended(projectEnv.id()).isEmpty();
    }

    private void cancel(ProjectEnv projectEnv, Build build, Caller caller) {
        switch (build.standing()) {
            case Standing.AwaitingScan _, Standing.AwaitingValues _ ->
                    progress.cancel(projectEnv, build, caller.name());
            case Standing.Released _ ->
                    outbox.append(
                            events.cancelRequested(projectEnv, build, caller.name()),
                            build.id(),
                            build.origin().traceparent());
            case Standing.Ended _ -> {
                return;
            }
        }
        LOG.infof("Build cancelled buildId=%s by=%s", build.id(), caller.name());
    }

    private StartedBuild start(ProjectEnv projectEnv, BuildWish wish, BuildOrigin origin) {
        Build build = add(projectEnv, wish, origin);
        outbox.append(
                events.requested(projectEnv, build), build.id(), build.origin().traceparent());
        LOG.infof(
                "Build requested buildId=%s projectEnv=%s number=%d",
                build.id(), projectEnv.name(), build.number());
        return StartedBuild.requested(build.id(), build.number(), projectEnv.name());
    }

    private Build add(ProjectEnv projectEnv, BuildWish wish, BuildOrigin origin) {
        Project project = projects.find(projectEnv.project()).orElseThrow();
        Environment stage = environments.find(projectEnv.environment()).orElseThrow();
        Build build =
                new Build(
                        new BuildId(UUID.randomUUID()),
                        projectEnv.id(),
                        projectEnvs.nextNumber(projectEnv.id()),
                        wish.against(project, stage, projectEnv),
                        origin,
                        new Standing.AwaitingScan());
        builds.add(build);
        ArgScope own = ArgScope.ofBuild(build.id());
        vault.change(own, wish.values());
        vault.requireRoom(
                "args",
                own,
                ArgScope.ofProjectEnv(projectEnv.id()),
                ArgScope.ofProject(projectEnv.project()));
        return build;
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
