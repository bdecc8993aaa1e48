// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import dev.hornero.console.service.Project;
import dev.hornero.console.service.ProjectEnv;
import dev.hornero.console.service.ProjectEnvState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The project list.
 *
 * @param notice what is out of order at the moment; empty when nothing is
 */
record ProjectList(List<Section> projects, String notice) {
    ProjectList {
        projects = List.copyOf(projects);
    }

    /** A project with its ProjectEnvs. */
    record Section(
            String name,
            String repository,
            String dockerfilePath,
            List<ProjectEnvRow> projectEnvs) {
        Section {
            projectEnvs = List.copyOf(projectEnvs);
        }
    }

    /**
     * Joins what both services know. A ProjectEnv that status-service does not know yet was just
     * created, so its initial build is REQUESTED.
     *
     * @param statusKnown whether status-service answered at all
     */
    static ProjectList of(
            List<Project> projects,
            List<ProjectEnv> created,
            List<ProjectEnvState> states,
            boolean statusKnown,
            Clock clock) {
        Map<String, ProjectEnvState> stateOf = new HashMap<>();
        states.forEach(state -> stateOf.put(state.name(), state));
        List<Section> sections = new ArrayList<>();
        for (Project project : projects) {
            List<ProjectEnvRow> rows =
                    created.stream()
                            .filter(projectEnv -> projectEnv.project().equals(project.name()))
                            .map(projectEnv -> {
                                ProjectEnvState state = stateOf.get(projectEnv.name());
                                return state == null
                                        ? ProjectEnvRow.justCreated(projectEnv, statusKnown)
                                        : ProjectEnvRow.of(state, clock);
                            })
                            .toList();
            sections.add(
                    new Section(
                            project.name(),
                            project.repository(),
                            project.dockerfilePath().orElse("Dockerfile"),
                            rows));
        }
        return new ProjectList(
                sections,
                statusKnown
                        ? ""
                        : "status-service does not answer, so phases are not known at the moment.");
    }
}
