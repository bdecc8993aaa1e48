// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import dev.hornero.events.ProjectEnvId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jboss.logging.Logger;

/** Gives and takes away values for this and later builds; lets waiting builds go on. */
@ApplicationScoped
class ArgCommands {
    private static final Logger LOG = Logger.getLogger(ArgCommands.class);

    private final ArgVault vault;
    private final ArgOwners owners;
    private final WaitingBuilds builds;

    ArgCommands(ArgVault vault, ArgOwners owners, WaitingBuilds builds) {
        this.vault = vault;
        this.owners = owners;
        this.builds = builds;
    }

    @Transactional
    List<ArgView> changeProjectEnv(String name, Map<String, ArgChange> changes) {
        ArgOwners.Owner owner = owners.lockProjectEnv(name);
        ArgScope scope = ArgScope.ofProjectEnv(owner.id());
        vault.change(scope, changes);
        vault.requireRoom("args", scope, ArgScope.ofProject(owner.project()));
        builds.valuesChanged(owner.id());
        LOG.infof("Values changed projectEnv=%s names=%s", name, changes.keySet());
        return views(scope, ArgScope.ofProject(owner.project()));
    }

    @Transactional
    List<ArgView> changeProject(String name, Map<String, ArgChange> changes) {
        owners.lockProject(name);
        ArgScope scope = ArgScope.ofProject(name);
        vault.change(scope, changes);
        vault.requireRoom("args", scope);
        for (ProjectEnvId projectEnv : owners.projectEnvsOf(name)) {
            vault.requireRoom("args", ArgScope.ofProjectEnv(projectEnv), scope);
            builds.valuesChanged(projectEnv);
        }
        LOG.infof("Values changed project=%s names=%s", name, changes.keySet());
        return views(scope);
    }

    @Transactional
    List<ArgView> ofProjectEnv(String name) {
        ArgOwners.Owner owner = owners.projectEnv(name);
        return views(ArgScope.ofProjectEnv(owner.id()), ArgScope.ofProject(owner.project()));
    }

    @Transactional
    List<ArgView> ofProject(String name) {
        owners.requireProject(name);
        return views(ArgScope.ofProject(name));
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
                : ArgView.plain(stored.name(), vault.open(stored).value(), stored.scope().kind());
    }
}
