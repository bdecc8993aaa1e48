// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import dev.hornero.events.Checkout;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.database.InProcessLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The projects, in the table {@code project}. */
@ApplicationScoped
public class ProjectStore {
    private static final String PROJECT_ENVS =
            """
            select name from project_env where project = :project and life <> 'GONE'
            order by name limit 20
            """;

    private final EntityManager rows;
    private final Clock clock;
    private final InProcessLocks locks;

    ProjectStore(EntityManager rows, Clock clock, InProcessLocks locks) {
        this.rows = rows;
        this.clock = clock;
        this.locks = locks;
    }

    public Optional<Project> find(String name) {
        return Optional.ofNullable(rows.find(ProjectRow.class, name)).map(ProjectStore::project);
    }

    /**
     * Waits until no other transaction of this process locks it; for transactions whose first
     * statement is not {@link #lock}.
     */
    public void awaitTurn(String name) {
        locks.acquire("Project " + name);
    }

    /** Holds others off that lock it too, until the transaction ends. */
    public Optional<Project> lock(String name) {
        awaitTurn(name);
        return Optional.ofNullable(
                        rows.find(ProjectRow.class, name, LockModeType.PESSIMISTIC_WRITE))
                .map(ProjectStore::project);
    }

    public void add(Project project) {
        ProjectRow row = new ProjectRow();
        row.name = project.name();
        row.createdAt = clock.instant();
        fill(row, project);
        rows.persist(row);
        rows.flush();
    }

    public void change(Project project) {
        fill(rows.find(ProjectRow.class, project.name()), project);
        rows.flush();
    }

    /** By name; the cursor is the name. At most {@link PageRequest#rows}. */
    public List<Project> list(PageRequest page) {
        String after = page.cursor().map(c -> c.parts().getFirst()).orElse("");
        return rows.createQuery(
                        "from ProjectRow where name > :after order by name", ProjectRow.class)
                .setParameter("after", after)
                .setMaxResults(page.rows())
                .getResultStream()
                .map(ProjectStore::project)
                .toList();
    }

    /** The names of its ProjectEnvs that are not gone. */
    public List<String> projectEnvs(String name) {
        return rows.unwrap(Session.class)
                .createNativeQuery(PROJECT_ENVS, String.class)
                .setParameter("project", name)
                .list();
    }

    public void remove(String name) {
        rows.remove(rows.find(ProjectRow.class, name));
        rows.flush();
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
