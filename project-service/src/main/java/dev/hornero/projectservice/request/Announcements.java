// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.request;

import dev.hornero.events.request.ProjectEnvAnnounced;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.EnvironmentCommands;
import dev.hornero.projectservice.environment.EnvironmentForm;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.project.Project;
import dev.hornero.projectservice.project.ProjectCommands;
import dev.hornero.projectservice.project.ProjectForm;
import dev.hornero.projectservice.project.ProjectStore;
import dev.hornero.projectservice.projectenv.ProjectEnvCommands;
import dev.hornero.projectservice.projectenv.ProjectEnvForm;
import dev.hornero.projectservice.projectenv.ProjectEnvs;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Registers what an announcement names and is not there yet. What is there has to agree with what
 * the announcement says; what it leaves out agrees with anything.
 */
@ApplicationScoped
class Announcements {
    private final ProjectStore projects;
    private final ProjectCommands projectCommands;
    private final Environments environments;
    private final EnvironmentCommands environmentCommands;
    private final ProjectEnvs projectEnvs;
    private final ProjectEnvCommands projectEnvCommands;

    Announcements(
            ProjectStore projects,
            ProjectCommands projectCommands,
            Environments environments,
            EnvironmentCommands environmentCommands,
            ProjectEnvs projectEnvs,
            ProjectEnvCommands projectEnvCommands) {
        this.projects = projects;
        this.projectCommands = projectCommands;
        this.environments = environments;
        this.environmentCommands = environmentCommands;
        this.projectEnvs = projectEnvs;
        this.projectEnvCommands = projectEnvCommands;
    }

    /** Waits before the first statement of a transaction that calls {@link #register}. */
    void awaitTurn(ProjectEnvAnnounced announced) {
        projects.awaitTurn(announced.project());
    }

    void register(ProjectEnvAnnounced announced, BuildOrigin origin) {
        registerProject(announced);
        registerEnvironment(announced);
        BuildSettings settings =
                ProjectEnvForm.of(
                                announced.project(),
                                announced.environment(),
                                announced.branch(),
                                announced.commit())
                        .toSettings();
        Optional<ProjectEnv> present =
                projectEnvs
                        .find(announced.key())
                        .filter(found -> found.project().equals(announced.project()));
        if (present.isPresent()) {
            requireAgreement(present.get().settings(), settings);
            return;
        }
        projectEnvCommands.create(
                announced.project(), announced.environment(), settings, Map.of(), origin);
    }

    private void registerProject(ProjectEnvAnnounced announced) {
        Project wanted =
                new ProjectForm(
                                announced.project(),
                                announced.repository(),
                                announced.dockerfilePath(),
                                announced.contextPath(),
                                announced.target(),
                                announced.gitCredential(),
                                Optional.empty(),
                                Optional.empty())
                        .toProject();
        Optional<Project> present = projects.find(announced.project());
        if (present.isEmpty()) {
            projectCommands.create(wanted);
            return;
        }
        Project there = present.get();
        agree("repository", Optional.of(wanted.repository()), there.repository());
        agree(
                "dockerfilePath",
                announced.dockerfilePath().map(_ -> wanted.dockerfilePath()),
                there.dockerfilePath());
        agree(
                "contextPath",
                announced.contextPath().map(_ -> wanted.contextPath()),
                there.contextPath());
        agree("target", wanted.target(), there.target().orElse(""));
        agree("gitCredential", wanted.gitCredential(), there.gitCredential().orElse(""));
    }

    private void registerEnvironment(ProjectEnvAnnounced announced) {
        Optional<Environment> present = environments.find(announced.environment());
        if (present.isPresent()) {
            agree("cluster", announced.cluster(), present.get().cluster());
            agree("namespace", announced.namespace(), present.get().namespace());
            return;
        }
        if (announced.cluster().isEmpty() || announced.namespace().isEmpty()) {
            throw ProblemException.invalid(
                    announced.cluster().isEmpty() ? "cluster" : "namespace",
                    "environment "
                            + announced.environment()
                            + " does not exist: name its cluster and namespace, or make it first");
        }
        environmentCommands.create(
                new EnvironmentForm(
                                announced.environment(),
                                announced.cluster().get(),
                                announced.namespace().get(),
                                Optional.empty())
                        .toEnvironment());
    }

    private static void requireAgreement(BuildSettings there, BuildSettings wanted) {
        agree("branch", wanted.branch(), there.branch().orElse(""));
        agree("commit", wanted.commit(), there.commit().orElse(""));
    }

    private static void agree(String field, Optional<String> wanted, String there) {
        if (wanted.isPresent() && !wanted.get().equals(there)) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    field,
                    "It contradicts what is registered: change it over REST, or announce that.");
        }
    }
}
