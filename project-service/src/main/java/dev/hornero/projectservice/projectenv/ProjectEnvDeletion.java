// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.outbox.Outbox;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Completes the deletion of a ProjectEnv once its last build has ended, and not before: an
 * orchestrator that forgets it must not meet one of its builds again.
 */
@ApplicationScoped
class ProjectEnvDeletion {
    private static final Logger LOG = Logger.getLogger(ProjectEnvDeletion.class);

    private final ProjectEnvs projectEnvs;
    private final Environments environments;
    private final ArgVault vault;
    private final Outbox outbox;

    ProjectEnvDeletion(
            ProjectEnvs projectEnvs, Environments environments, ArgVault vault, Outbox outbox) {
        this.projectEnvs = projectEnvs;
        this.environments = environments;
        this.vault = vault;
        this.outbox = outbox;
    }

    /** All builds of a ProjectEnv, which the caller has locked, have ended. */
    void complete(ProjectEnv projectEnv, Optional<String> traceparent) {
        Environment stage = environments.find(projectEnv.environment()).orElseThrow();
        projectEnvs.enter(projectEnv.id(), ProjectEnv.Life.GONE);
        vault.forget(ArgScope.ofProjectEnv(projectEnv.id()));
        outbox.append(
                new ProjectEnvDeleted(projectEnv.ref(), stage.cluster(), stage.namespace()),
                traceparent);
        LOG.infof("ProjectEnv deleted projectEnv=%s", projectEnv.name());
    }
}
