// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * What no log of a build may show: its secret values, and the credentials that its Pod is given.
 */
@Singleton
public final class ConfidentialValues {
    private static final Logger LOG = Logger.getLogger(ConfidentialValues.class);

    private final BuildCluster cluster;
    private final Seals seals;

    ConfidentialValues(BuildCluster cluster, Seals seals) {
        this.cluster = cluster;
        this.seals = seals;
    }

    /**
     * All of them; empty when they are not available any more, and then the log must not be shown.
     *
     * @throws CompletionException when it may go well the next time
     */
    Optional<Set<String>> of(BuildJob job) {
        try {
            Optional<Set<String>> values = cluster.secretValues(job);
            if (values.isEmpty()) {
                LOG.warnf(
                        "Log cannot be shown since its secrets are gone buildId=%s",
                        job.build().id());
                return Optional.empty();
            }
            Set<String> all = new HashSet<>(values.get());
            addGitCredential(job, all);
            return Optional.of(all);
        } catch (RuntimeException e) {
            throw new CompletionException(e);
        }
    }

    private void addGitCredential(BuildJob job, Set<String> all) {
        if (job.gitCredential().isEmpty()) {
            return;
        }
        try {
            GitCredential credential =
                    seals.open(
                            job.gitCredential().get(),
                            Purpose.gitCredential(
                                    job.build().projectEnv().id(), job.sourceRepository()),
                            GitCredential.class);
            switch (credential) {
                case GitCredential.Token(var token) -> all.add(token);
                case GitCredential.Basic(_, var password) -> all.add(password);
                case GitCredential.SshKey(var key, var passphrase, _) -> {
                    all.add(key);
                    passphrase.ifPresent(all::add);
                }
            }
        } catch (UnsealException | IllegalArgumentException e) {
            // Then the Pod was not given it either.
            LOG.debugf("Git credential does not open buildId=%s", job.build().id());
        }
    }
}
