// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import dev.hornero.events.Checkout;
import dev.hornero.http.page.PageRequest;
import dev.hornero.projectservice.database.Turns;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Over the table {@code project}. */
@ApplicationScoped
class PostgresProjects implements Projects, PanacheRepositoryBase<ProjectRow, String> {
    private static final String PROJECT_ENVS =
            """
            select name from project_env where project = :project and life <> 'GONE'
            order by name limit 20
            """;

    private final Clock clock;
    private final Turns turns;

    PostgresProjects(Clock clock, Turns turns) {
        this.clock = clock;
        this.turns = turns;
    }

    @Override
    public Optional<Project> find(String name) {
        return findByIdOptional(name).map(PostgresProjects::project);
    }

    @Override
    public void awaitTurn(String name) {
        turns.take("Project " + name);
    }

    @Override
    public Optional<Project> lock(String name) {
        awaitTurn(name);
        return findByIdOptional(name, LockModeType.PESSIMISTIC_WRITE)
                .map(PostgresProjects::project);
    }

    @Override
    public void add(Project project) {
        ProjectRow row = new ProjectRow();
        row.name = project.name();
        row.createdAt = clock.instant();
        fill(row, project);
        persistAndFlush(row);
    }

    @Override
    public void change(Project project) {
        fill(findById(project.name()), project);
        flush();
    }

    @Override
    public List<Project> list(PageRequest page) {
        String after = page.cursor().map(c -> c.parts().getFirst()).orElse("");
        return find("name > ?1 order by name", after).page(0, page.rows()).stream()
                .map(PostgresProjects::project)
                .toList();
    }

    @Override
    public List<String> projectEnvs(String name) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(PROJECT_ENVS, String.class)
                .setParameter("project", name)
                .list();
    }

    @Override
    public void remove(String name) {
        deleteById(name);
        flush();
    }

    private static void fill(ProjectRow row, Project project) {
        row.repository = project.repository();
        row.dockerfilePath = project.dockerfilePath();
        row.contextPath = project.contextPath();
        row.target = project.target().orElse(null);
        row.gitCredential = project.gitCredential().orElse(null);
        row.submodules = project.checkout().submodules();
        row.gitDirectory = project.checkout().gitDirectory();
    }

    private static Project project(ProjectRow row) {
        return new Project(
                row.name,
                row.repository,
                row.dockerfilePath,
                row.contextPath,
                Optional.ofNullable(row.target),
                Optional.ofNullable(row.gitCredential),
                new Checkout(row.submodules, row.gitDirectory));
    }
}
