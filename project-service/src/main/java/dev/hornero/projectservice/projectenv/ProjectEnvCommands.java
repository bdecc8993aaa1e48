// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.field.MergePatch;
import dev.hornero.projectservice.project.ProjectStore;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes, changes and deletes ProjectEnvs. */
@ApplicationScoped
public class ProjectEnvCommands {
    private static final Logger LOG = Logger.getLogger(ProjectEnvCommands.class);

    private final ProjectEnvs projectEnvs;
    private final ProjectStore projects;
    private final Environments environments;
    private final ArgVault vault;
    private final BuildCommands builds;
    private final BuildProgress progress;
    private final ProjectEnvDeletion deletion;
    private final MergePatch patches;

    ProjectEnvCommands(
            ProjectEnvs projectEnvs,
            ProjectStore projects,
            Environments environments,
            ArgVault vault,
            BuildCommands builds,
            BuildProgress progress,
            ProjectEnvDeletion deletion,
            MergePatch patches) {
        this.projectEnvs = projectEnvs;
        this.projects = projects;
        this.environments = environments;
        this.vault = vault;
        this.builds = builds;
        this.progress = progress;
        this.deletion = deletion;
        this.patches = patches;
    }

    /** A ProjectEnv that was just made, with its initial build. */
    public record Created(ProjectEnv projectEnv, BuildView build) {}

    /** Waits before the first statement of a transaction that calls {@link #create}. */
    void awaitTurn(String project) {
        projects.awaitTurn(project);
    }

    /** Makes a ProjectEnv, gives it values, and starts its initial build. */
    @Transactional
    public Created create(
            String project,
            String environment,
            BuildSettings settings,
            Map<String, ArgChange.Put> values,
            BuildOrigin origin) {
        requireParts(project, environment);
        ProjectEnv projectEnv =
                new ProjectEnv(
                        new ProjectEnvId(UUID.randomUUID()),
                        project,
                        environment,
                        settings,
                        ImageRepository.of(environment + "-" + project),
                        ProjectEnv.Life.ALIVE);
        projectEnvs
                .find(projectEnv.name())
                .ifPresent(other -> {
                    throw clash(projectEnv, other);
                });
        projectEnvs.add(projectEnv);
        ArgScope scope = ArgScope.ofProjectEnv(projectEnv.id());
        vault.change(scope, values);
        vault.requireRoom("args", scope, ArgScope.ofProject(project));
        BuildView build = builds.startInitial(projectEnv, origin);
        LOG.infof("ProjectEnv created projectEnv=%s buildId=%s", projectEnv.name(), build.id());
        return new Created(projectEnv, build);
    }

    private void requireParts(String project, String environment) {
        if (projects.lock(project).isEmpty()) {
            throw ProblemException.invalid(
                    "project",
                    "There is no project " + project + ". Make it with POST /api/v1/projects.");
        }
        if (environments.find(environment).isEmpty()) {
            throw ProblemException.invalid(
                    "environment",
                    "There is no environment "
                            + environment
                            + ". Make it with POST /api/v1/environments.");
        }
    }

    private static ProblemException clash(ProjectEnv wanted, ProjectEnv other) {
        String taken =
                "The name "
                        + wanted.name()
                        + " is taken by project "
                        + other.project()
                        + " in environment "
                        + other.environment();
        if (other.life() == ProjectEnv.Life.ENDING) {
            return ProblemException.of(
                    Problem.CONFLICT, taken + ", which is being deleted. Wait until it is gone.");
        }
        boolean same =
                other.project().equals(wanted.project())
                        && other.environment().equals(wanted.environment());
        return ProblemException.of(
                Problem.CONFLICT,
                "project",
                same
                        ? taken + ". Start a build of it, or change it with PATCH."
                        : taken + ". Give the project or the environment another name.");
    }

    @Transactional
    ProjectEnv patch(String name, JsonNode patch) {
        ProjectEnv current = projectEnvs.lock(name).orElseThrow(() -> unknown(name));
        requireAlive(current);
        ProjectEnvForm form =
                patches.apply(ProjectEnvForm.of(current), patch, ProjectEnvForm.class);
        if (!form.project().equals(current.project())
                || !form.environment().equals(current.environment())) {
            throw ProblemException.invalid(
                    "project", "A ProjectEnv keeps its project and environment. Make another.");
        }
        if (form.args().isPresent()) {
            throw ProblemException.invalid(
                    "args", "Change values with PATCH /api/v1/project-envs/" + name + "/args.");
        }
        projectEnvs.change(current.id(), form.toSettings());
        progress.valuesChanged(current.id());
        LOG.infof("ProjectEnv changed projectEnv=%s", name);
        return projectEnvs.find(name).orElseThrow();
    }

    /** Whether it is gone at once; else it goes when its last build has ended. */
    @Transactional
    boolean delete(String name, Caller caller) {
        ProjectEnv projectEnv = projectEnvs.lock(name).orElseThrow(() -> unknown(name));
        if (builds.cancelAll(projectEnv, caller)) {
            deletion.complete(projectEnv, caller.traceparent());
            return true;
        }
        projectEnvs.enter(projectEnv.id(), ProjectEnv.Life.ENDING);
        LOG.infof("ProjectEnv is ending projectEnv=%s", name);
        return false;
    }

    /** Refuses what makes no sense for one that is being deleted. */
    public static void requireAlive(ProjectEnv projectEnv) {
        if (projectEnv.life() != ProjectEnv.Life.ALIVE) {
            throw ProblemException.of(
                    Problem.CONFLICT, "The ProjectEnv " + projectEnv.name() + " is being deleted.");
        }
    }

    /** A 404 for an unknown ProjectEnv. */
    public static ProblemException unknown(String name) {
        return ProblemException.notFound("There is no ProjectEnv " + name + ".");
    }
}
