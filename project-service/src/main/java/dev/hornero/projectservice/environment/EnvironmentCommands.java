// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Makes environments. */
@ApplicationScoped
public class EnvironmentCommands {
    private static final Logger LOG = Logger.getLogger(EnvironmentCommands.class);

    private final Environments environments;
    private final Seals seals;

    EnvironmentCommands(Environments environments, Seals seals) {
        this.environments = environments;
        this.seals = seals;
    }

    /** Makes an environment whose builds can be handed to its cluster. */
    @Transactional
    public Environment create(Environment wanted) {
        if (environments.find(wanted.name()).isPresent()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "name",
                    "There is an environment " + wanted.name() + " already. Choose another name.");
        }
        requireKeyOf(wanted.cluster());
        environments.add(wanted);
        LOG.infof("Environment created environment=%s", wanted.name());
        return wanted;
    }

    /** Found out now, and not when the first build has all its values. */
    private void requireKeyOf(String cluster) {
        try {
            seals.seal(Recipient.cluster(cluster), new Purpose("probe"), "");
        } catch (IllegalStateException _) {
            throw ProblemException.invalid(
                    "cluster",
                    "No values can be sealed for cluster "
                            + cluster
                            + ". Ask the operator to add cluster:"
                            + cluster
                            + " to HORNERO_SEAL_KEYS of project-service, or name another cluster.");
        }
    }
}
