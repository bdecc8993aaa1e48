// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Builds that end with the test. */
final class InMemoryBuilds implements Builds {
    private final Map<BuildId, Build> builds = new LinkedHashMap<>();
    private final Set<BuildId> givenUp = new HashSet<>();

    @Override
    public Optional<Build> find(BuildId id) {
        return Optional.ofNullable(builds.get(id));
    }

    @Override
    public void add(Build build) {
        if (builds.putIfAbsent(build.id(), build) != null) {
            throw new IllegalStateException("there is a build " + build.id());
        }
    }

    @Override
    public void change(BuildId id, BuildState state) {
        if (state instanceof BuildState.Unreadable) {
            throw new IllegalArgumentException("a build is never made unreadable");
        }
        put(id, state);
    }

    /** What another release, or a person, wrote into the row. */
    void spoil(BuildId id) {
        put(id, new BuildState.Unreadable(get(id).state() instanceof BuildState.Resolved));
    }

    private void put(BuildId id, BuildState state) {
        Build before = get(id);
        builds.put(
                id,
                new Build(
                        id,
                        before.projectEnv(),
                        before.number(),
                        before.input(),
                        before.origin(),
                        state));
    }

    @Override
    public void giveUp(BuildId id) {
        givenUp.add(get(id).id());
    }

    @Override
    public boolean takeGivenUp(BuildId id) {
        return givenUp.remove(id);
    }

    @Override
    public List<BuildId> givenUp(ProjectEnvId projectEnv) {
        return of(projectEnv).map(Build::id).filter(givenUp::contains).toList();
    }

    @Override
    public Optional<Build> lastScanned(ProjectEnvId projectEnv) {
        return of(projectEnv)
                .filter(build -> build.state().scanResult().isPresent())
                .reduce((_, last) -> last);
    }

    @Override
    public List<Build> unended(ProjectEnvId projectEnv) {
        return of(projectEnv).filter(build -> !build.state().hasEnded()).toList();
    }

    private Build get(BuildId id) {
        return find(id).orElseThrow();
    }

    private Stream<Build> of(ProjectEnvId projectEnv) {
        return builds.values().stream()
                .filter(build -> build.projectEnv().equals(projectEnv))
                .sorted(Comparator.comparingInt(Build::number));
    }
}
