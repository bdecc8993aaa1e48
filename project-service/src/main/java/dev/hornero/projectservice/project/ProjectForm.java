// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import dev.hornero.events.Checkout;
import dev.hornero.projectservice.field.Names;
import dev.hornero.projectservice.field.RepositoryPath;
import dev.hornero.projectservice.field.RepositoryUrl;
import java.util.Optional;

/** What is sent to make a project, and what a patch changes. */
public record ProjectForm(
        String name,
        String repository,
        Optional<String> dockerfilePath,
        Optional<String> contextPath,
        Optional<String> target,
        Optional<String> gitCredential,
        Optional<Boolean> submodules,
        Optional<Boolean> gitDirectory) {
    private static final String DOCKERFILE = "Dockerfile";
    private static final String ROOT = ".";

    public ProjectForm {
        Names.name(name, "name");
        RepositoryUrl.read(repository, "repository");
        dockerfilePath = dockerfilePath.map(path -> RepositoryPath.file(path, "dockerfilePath"));
        contextPath = contextPath.map(path -> RepositoryPath.directory(path, "contextPath"));
        target.ifPresent(stage -> Names.stage(stage, "target"));
        gitCredential.ifPresent(credential -> Names.name(credential, "gitCredential"));
    }

    static ProjectForm of(Project project) {
        return new ProjectForm(
                project.name(),
                project.repository(),
                Optional.of(project.dockerfilePath()),
                Optional.of(project.contextPath()),
                project.target(),
                project.gitCredential(),
                Optional.of(project.checkout().submodules()),
                Optional.of(project.checkout().gitDirectory()));
    }

    /** With the defaults for what was left out. */
    public Project toProject() {
        return new Project(
                name,
                repository,
                dockerfilePath.orElse(DOCKERFILE),
                contextPath.orElse(ROOT),
                target,
                gitCredential,
                new Checkout(
                        submodules.orElse(Checkout.DEFAULT.submodules()),
                        gitDirectory.orElse(Checkout.DEFAULT.gitDirectory())));
    }
}
