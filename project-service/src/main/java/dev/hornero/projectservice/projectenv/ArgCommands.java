// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.argvalue.StoredArg;
import dev.hornero.projectservice.project.ProjectCommands;
import dev.hornero.projectservice.project.ProjectStore;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Puts and removes values for this and later builds, and resumes the builds that wait for them. */
@ApplicationScoped
class ArgCommands {
    private static final Logger LOG = Logger.getLogger(ArgCommands.class);

    private final ArgVault vault;
    private final ProjectEnvs projectEnvs;
    private final ProjectStore projects;
    private final BuildProgress builds;

    ArgCommands(
            ArgVault vault, ProjectEnvs projectEnvs, ProjectStore projects, BuildProgress builds) {
        this.vault = vault;
        this.projectEnvs = projectEnvs;
        this.projects = projects;
        this.builds = builds;
    }

    /** Holds off others that change the project's values, until the transaction ends. */
    void lockProject(String name) {
        if (projects.lock(name).isEmpty()) {
            throw ProjectCommands.unknown(name);
        }
    }

    /** Holds off others that change the ProjectEnv or a build of it, until the transaction ends. */
    ProjectEnv lockProjectEnv(String name) {
        ProjectEnv projectEnv =
                projectEnvs.lock(name).orElseThrow(() -> ProjectEnvCommands.unknown(name));
        ProjectEnvCommands.requireAlive(projectEnv);
        return projectEnv;
    }

    @Transactional
    List<ArgView> changeProjectEnv(
            String name, Map<String, ArgChange> changes, boolean force, boolean leaveRestEmpty) {
        ProjectEnv owner = lockProjectEnv(name);
        if (!force) {
            refuseUnknown(List.of(owner.id()), changes);
        }
        ArgScope scope = ArgScope.ofProjectEnv(owner.id());
        vault.change(scope, changes);
        if (leaveRestEmpty) {
            leaveRestEmpty(owner.id(), scope);
        }
        vault.requireRoom("args", scope, ArgScope.ofProject(owner.project()));
        builds.valuesChanged(owner.id());
        LOG.infof("Values changed projectEnv=%s arguments=%s", name, changes.keySet());
        return views(scope, ArgScope.ofProject(owner.project()));
    }

    @Transactional
    List<ArgView> changeProject(String name, Map<String, ArgChange> changes, boolean force) {
        lockProject(name);
        if (!force) {
            refuseUnknown(projectEnvs.ofProject(name), changes);
        }
        ArgScope scope = ArgScope.ofProject(name);
        vault.change(scope, changes);
        vault.requireRoom("args", scope);
        for (ProjectEnvId projectEnv : projectEnvs.ofProject(name)) {
            vault.requireRoom("args", ArgScope.ofProjectEnv(projectEnv), scope);
            builds.valuesChanged(projectEnv);
        }
        LOG.infof("Values changed project=%s arguments=%s", name, changes.keySet());
        return views(scope);
    }

    @Transactional
    List<ArgView> ofProjectEnv(String name) {
        ProjectEnv owner =
                projectEnvs.find(name).orElseThrow(() -> ProjectEnvCommands.unknown(name));
        return views(ArgScope.ofProjectEnv(owner.id()), ArgScope.ofProject(owner.project()));
    }

    @Transactional
    List<ArgView> ofProject(String name) {
        if (projects.find(name).isEmpty()) {
            throw ProjectCommands.unknown(name);
        }
        return views(ArgScope.ofProject(name));
    }

    /** An empty value may bring new needs; of names there is an end. */
    private void leaveRestEmpty(ProjectEnvId projectEnv, ArgScope scope) {
        Set<String> left = new HashSet<>();
        for (Set<String> soft = builds.missingThatMayBeEmpty(projectEnv);
                !left.containsAll(soft);
                soft = builds.missingThatMayBeEmpty(projectEnv)) {
            left.addAll(soft);
            vault.change(
                    scope,
                    soft.stream()
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(),
                                            _ -> new ArgChange.Put("", Optional.empty()))));
        }
    }

    /** A name is refused where no ProjectEnv that the value is for can use it. */
    private void refuseUnknown(List<ProjectEnvId> projectEnvs, Map<String, ArgChange> changes) {
        Set<String> given =
                changes.entrySet().stream()
                        .filter(change -> change.getValue() instanceof ArgChange.Put)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        projectEnvs.stream()
                .map(projectEnv -> builds.objections(projectEnv, given))
                .reduce(ArgCommands::common)
                .flatMap(objections -> objections.entrySet().stream().findFirst())
                .ifPresent(objection -> {
                    throw ProblemException.invalid(
                            objection.getKey(),
                            objection.getValue()
                                    + " Correct the name, or repeat the request with force=true to"
                                    + " keep the value for another branch.");
                });
    }

    private static SortedMap<String, String> common(
            SortedMap<String, String> one, SortedMap<String, String> other) {
        SortedMap<String, String> common = new TreeMap<>(one);
        common.keySet().retainAll(other.keySet());
        return common;
    }

    /** The values that hold, each with where it comes from; the scope that wins first. */
    private List<ArgView> views(ArgScope... scopes) {
        SequencedMap<String, StoredArg> holding = new LinkedHashMap<>();
        for (ArgScope scope : scopes) {
            vault.stored(scope).forEach(value -> holding.putIfAbsent(value.name(), value));
        }
        return holding.values().stream().map(this::view).toList();
    }

    private ArgView view(StoredArg stored) {
        return stored.secret()
                ? ArgView.secret(stored.name(), stored.scope().kind())
                : ArgView.plain(stored.name(), shown(stored), stored.scope().kind());
    }

    /** One that cannot be opened any more is shown without its text, and can be given again. */
    private Optional<String> shown(StoredArg stored) {
        try {
            return Optional.of(vault.open(stored).value());
        } catch (UnreadableArgException e) {
            LOG.errorf(
                    "A value cannot be shown argument=%s reason=%s", stored.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
