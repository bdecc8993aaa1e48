// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.database.InProcessLocks;
import dev.hornero.projectservice.database.RowJson;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Over the table {@code project_env}. */
@ApplicationScoped
class PostgresProjectEnvs implements ProjectEnvs, PanacheRepositoryBase<ProjectEnvRow, UUID> {
    private final RowJson json;
    private final Clock clock;
    private final InProcessLocks locks;

    PostgresProjectEnvs(RowJson json, Clock clock, InProcessLocks locks) {
        this.json = json;
        this.clock = clock;
        this.locks = locks;
    }

    @Override
    public Optional<ProjectEnv> find(String name) {
        return row(name).map(this::projectEnv);
    }

    private Optional<ProjectEnvRow> row(String name) {
        return find("name = ?1 and life <> 'GONE'", name).firstResultOptional();
    }

    @Override
    public void awaitTurn(String name) {
        locks.acquire("ProjectEnv " + name);
    }

    @Override
    public void awaitTurn(ProjectEnvId id) {
        locks.acquire("ProjectEnv " + id);
    }

    @Override
    public Optional<ProjectEnv> lock(ProjectEnvId id) {
        awaitTurn(id);
        return locked(id.value());
    }

    private Optional<ProjectEnv> locked(UUID id) {
        // Read again under the lock: what was read before it may be old.
        getEntityManager().flush();
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> {
                    getEntityManager().refresh(row);
                    return projectEnv(row);
                });
    }

    @Override
    public Optional<ProjectEnv> lock(String name) {
        awaitTurn(name);
        return row(name)
                .flatMap(row -> locked(row.id))
                .filter(locked -> locked.life() != ProjectEnv.Life.GONE);
    }

    @Override
    public void add(ProjectEnv projectEnv) {
        ProjectEnvRow row = new ProjectEnvRow();
        row.id = projectEnv.id().value();
        row.name = projectEnv.name();
        row.project = projectEnv.project();
        row.environment = projectEnv.environment();
        row.imageRepository = projectEnv.imageRepository();
        row.life = projectEnv.life().name();
        row.lastNumber = lastNumberUnder(projectEnv.name());
        row.createdAt = clock.instant();
        row.fill(projectEnv.settings(), json);
        persistAndFlush(row);
    }

    /**
     * Images of those that are gone may still be in the registry, under tags with their numbers.
     */
    private int lastNumberUnder(String name) {
        return getEntityManager()
                .createQuery(
                        "select max(p.lastNumber) from ProjectEnvRow p where p.name = :name",
                        Integer.class)
                .setParameter("name", name)
                .getResultStream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void change(ProjectEnvId id, BuildSettings settings) {
        findById(id.value()).fill(settings, json);
        flush();
    }

    @Override
    public void enter(ProjectEnvId id, ProjectEnv.Life life) {
        findById(id.value()).life = life.name();
        flush();
    }

    @Override
    public int nextNumber(ProjectEnvId id) {
        ProjectEnvRow row = findById(id.value());
        row.lastNumber++;
        return row.lastNumber;
    }

    @Override
    public long nextSequence(ProjectEnvId id) {
        return findById(id.value()).lastSequence + 1;
    }

    @Override
    public void takeSequence(ProjectEnvId id, long sequence) {
        findById(id.value()).lastSequence = sequence;
    }

    @Override
    public List<ProjectEnv> list(PageRequest page, Optional<String> project) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("after", page.cursor().map(c -> c.parts().getFirst()).orElse(""));
        project.ifPresent(given -> parameters.put("project", given));
        return find(
                        "name > :after and life <> 'GONE' "
                                + project.map(_ -> "and project = :project ").orElse("")
                                + "order by name",
                        parameters)
                .page(0, page.rows())
                .stream()
                .map(this::projectEnv)
                .toList();
    }

    @Override
    public List<ProjectEnvId> ofProject(String project) {
        return find("project = ?1 and life <> 'GONE' order by id", project).stream()
                .map(row -> new ProjectEnvId(row.id))
                .toList();
    }

    private ProjectEnv projectEnv(ProjectEnvRow row) {
        return new ProjectEnv(
                new ProjectEnvId(row.id),
                row.project,
                row.environment,
                row.settings(json),
                row.imageRepository,
                ProjectEnv.Life.valueOf(row.life));
    }
}
