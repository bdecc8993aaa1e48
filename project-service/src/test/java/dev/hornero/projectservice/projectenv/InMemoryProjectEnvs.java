// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** ProjectEnvs that end with the test, for one thread: a lock holds off no one. */
final class InMemoryProjectEnvs implements ProjectEnvs {
    private final Map<ProjectEnvId, ProjectEnv> projectEnvs = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<ProjectEnvId, Long> sequences = new HashMap<>();

    @Override
    public Optional<ProjectEnv> find(String name) {
        return present().filter(projectEnv -> projectEnv.name().equals(name)).findFirst();
    }

    @Override
    public void awaitTurn(String name) {
        // There is one thread
    }

    @Override
    public void awaitTurn(ProjectEnvId id) {
        // There is one thread
    }

    @Override
    public Optional<ProjectEnv> lock(ProjectEnvId id) {
        return Optional.ofNullable(projectEnvs.get(id));
    }

    @Override
    public Optional<ProjectEnv> lock(String name) {
        return find(name);
    }

    @Override
    public void add(ProjectEnv projectEnv) {
        if (find(projectEnv.name()).isPresent()) {
            throw new IllegalStateException("there is a ProjectEnv " + projectEnv.name());
        }
        projectEnvs.put(projectEnv.id(), projectEnv);
    }

    @Override
    public void change(ProjectEnvId id, BuildSettings settings) {
        put(get(id), settings, get(id).life());
    }

    @Override
    public void enter(ProjectEnvId id, ProjectEnv.Life life) {
        put(get(id), get(id).settings(), life);
    }

    private void put(ProjectEnv before, BuildSettings settings, ProjectEnv.Life life) {
        projectEnvs.put(
                before.id(),
                new ProjectEnv(
                        before.id(),
                        before.project(),
                        before.environment(),
                        settings,
                        before.imageRepository(),
                        life));
    }

    @Override
    public int nextNumber(ProjectEnvId id) {
        return numbers.merge(get(id).name(), 1, Integer::sum);
    }

    @Override
    public long nextSequence(ProjectEnvId id) {
        return sequences.getOrDefault(id, 0L) + 1;
    }

    @Override
    public void takeSequence(ProjectEnvId id, long sequence) {
        sequences.put(id, sequence);
    }

    @Override
    public List<ProjectEnv> list(PageRequest page, Optional<String> project) {
        String after = page.cursor().map(cursor -> cursor.parts().getFirst()).orElse("");
        return present()
                .filter(each -> project.filter(name -> !name.equals(each.project())).isEmpty())
                .filter(each -> each.name().compareTo(after) > 0)
                .sorted(Comparator.comparing(ProjectEnv::name))
                .limit(page.rows())
                .toList();
    }

    @Override
    public List<ProjectEnvId> ofProject(String project) {
        return present()
                .filter(each -> each.project().equals(project))
                .map(ProjectEnv::id)
                .sorted(Comparator.comparing(ProjectEnvId::value))
                .toList();
    }

    private ProjectEnv get(ProjectEnvId id) {
        return lock(id).orElseThrow();
    }

    private Stream<ProjectEnv> present() {
        return projectEnvs.values().stream()
                .filter(projectEnv -> projectEnv.life() != ProjectEnv.Life.GONE);
    }
}
