// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.projectservice.outbox.RefusedBuilds;
import dev.hornero.projectservice.projectenv.ProjectEnv;
import dev.hornero.projectservice.projectenv.ProjectEnvs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Ends builds whose events no broker takes. */
@ApplicationScoped
class OversizedBuilds implements RefusedBuilds {
    /** In place of whoever asked for the end. */
    static final String BY =
            "project-service: its values are too large for the broker, give shorter ones";

    private final Builds builds;
    private final ProjectEnvs projectEnvs;
    private final BuildProgress progress;

    OversizedBuilds(Builds builds, ProjectEnvs projectEnvs, BuildProgress progress) {
        this.builds = builds;
        this.projectEnvs = projectEnvs;
        this.progress = progress;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void refused(BuildId id) {
        Build found = builds.find(id).orElseThrow();
        ProjectEnv projectEnv = projectEnvs.lock(found.projectEnv()).orElseThrow();
        Build build = builds.find(id).orElseThrow();
        if (!build.standing().hasEnded()) {
            giveSequenceBack(projectEnv, build.standing());
            progress.cancel(projectEnv, build, BY);
        }
    }

    /** Nobody was told it; a gap stays only where a later one has been taken by now. */
    private void giveSequenceBack(ProjectEnv projectEnv, Standing standing) {
        if (standing instanceof Standing.Released(_, var sequence)
                && projectEnvs.nextSequence(projectEnv.id()) == sequence + 1) {
            projectEnvs.takeSequence(projectEnv.id(), sequence - 1);
        }
    }
}
