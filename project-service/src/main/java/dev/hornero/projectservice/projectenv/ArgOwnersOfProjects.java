// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.projectservice.project.ProjectCommands;
import dev.hornero.projectservice.project.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Projects and ProjectEnvs as owners of values. */
@ApplicationScoped
class ArgOwnersOfProjects implements ArgOwners {
    private final Projects projects;
    private final ProjectEnvs projectEnvs;

    ArgOwnersOfProjects(Projects projects, ProjectEnvs projectEnvs) {
        this.projects = projects;
        this.projectEnvs = projectEnvs;
    }

    @Override
    public void lockProject(String name) {
        if (projects.lock(name).isEmpty()) {
            throw ProjectCommands.unknown(name);
        }
    }

    @Override
    public void requireProject(String name) {
        if (projects.find(name).isEmpty()) {
            throw ProjectCommands.unknown(name);
        }
    }

    @Override
    public Owner lockProjectEnv(String name) {
        ProjectEnv projectEnv =
                projectEnvs.lock(name).orElseThrow(() -> ProjectEnvCommands.unknown(name));
        ProjectEnvCommands.requireAlive(projectEnv);
        return new Owner(projectEnv.id(), projectEnv.project());
    }

    @Override
    public Owner projectEnv(String name) {
        return projectEnvs
                .find(name)
                .map(found -> new Owner(found.id(), found.project()))
                .orElseThrow(() -> ProjectEnvCommands.unknown(name));
    }

    @Override
    public List<ProjectEnvId> projectEnvsOf(String project) {
        return projectEnvs.ofProject(project);
    }
}
