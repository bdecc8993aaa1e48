// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.argvalue.StoredArgs;
import dev.hornero.projectservice.credential.GitCredentials;
import dev.hornero.projectservice.field.MergePatch;
import dev.hornero.projectservice.field.RepositoryUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes, changes and deletes projects. A change holds for builds that are asked for later. */
@ApplicationScoped
public class ProjectCommands {
    private static final Logger LOG = Logger.getLogger(ProjectCommands.class);

    private final ProjectStore projects;
    private final GitCredentials credentials;
    private final StoredArgs values;
    private final MergePatch patches;

    ProjectCommands(
            ProjectStore projects,
            GitCredentials credentials,
            StoredArgs values,
            MergePatch patches) {
        this.projects = projects;
        this.credentials = credentials;
        this.values = values;
        this.patches = patches;
    }

    /** Makes a project. */
    @Transactional
    public Project create(Project wanted) {
        if (projects.find(wanted.name()).isPresent()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "name",
                    "There is a project " + wanted.name() + " already. Choose another name.");
        }
        requireFittingCredential(wanted);
        projects.add(wanted);
        LOG.infof("Project created project=%s", wanted.name());
        return wanted;
    }

    @Transactional
    Project patch(String name, JsonNode patch) {
        Project current = projects.lock(name).orElseThrow(() -> unknown(name));
        Project changed =
                patches.apply(ProjectForm.of(current), patch, ProjectForm.class).toProject();
        if (!changed.name().equals(name)) {
            throw ProblemException.invalid(
                    "name", "A project keeps its name. Make another project instead.");
        }
        requireFittingCredential(changed);
        projects.change(changed);
        LOG.infof("Project changed project=%s", name);
        return changed;
    }

    @Transactional
    void delete(String name) {
        if (projects.lock(name).isEmpty()) {
            throw unknown(name);
        }
        List<String> projectEnvs = projects.projectEnvs(name);
        if (!projectEnvs.isEmpty()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "It has ProjectEnvs: "
                            + String.join(", ", projectEnvs)
                            + ". Delete those first.");
        }
        values.removeAll(ArgScope.ofProject(name));
        projects.remove(name);
        LOG.infof("Project deleted project=%s", name);
    }

    private void requireFittingCredential(Project project) {
        project.gitCredential()
                .ifPresent(name ->
                        credentials
                                .find(name)
                                .orElseThrow(() ->
                                        ProblemException.invalid(
                                                "gitCredential",
                                                "There is no git credential "
                                                        + name
                                                        + ". Make it with POST"
                                                        + " /api/v1/git-credentials."))
                                .requireFor(
                                        RepositoryUrl.read(project.repository(), "repository")));
    }

    /** A 404 for an unknown project. */
    public static ProblemException unknown(String name) {
        return ProblemException.notFound("There is no project " + name + ".");
    }
}
