// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.projectservice.field.RepositoryUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens a git credential and seals it again for a reader of the repository. */
@ApplicationScoped
public class CredentialSeals {
    private static final Logger LOG = Logger.getLogger(CredentialSeals.class);

    private final GitCredentials credentials;
    private final Seals seals;

    public CredentialSeals(GitCredentials credentials, Seals seals) {
        this.credentials = credentials;
        this.seals = seals;
    }

    private static Purpose atRest(String name, GitAddress scope) {
        return Purpose.stored("git-credential", name + " for " + scope);
    }

    /** How it was sealed before credentials had a host. */
    private static Purpose atRestWithoutScope(String name) {
        return Purpose.stored("git-credential", name);
    }

    /** Sealed for this service, with what it is for. */
    Sealed atRest(String name, GitAddress scope, GitCredential credential) {
        return seals.seal(Recipient.store(), atRest(name, scope), credential);
    }

    /**
     * Sealed for one recipient, one ProjectEnv, and what the credential is for.
     *
     * @throws dev.hornero.http.problem.ProblemException if it is not for this repository
     */
    public Optional<Sealed> sealFor(
            Recipient recipient,
            ProjectEnvId projectEnv,
            String repository,
            Optional<String> credential) {
        return credential
                .flatMap(credentials::find)
                .map(stored -> sealFor(recipient, projectEnv, repository, stored));
    }

    private Sealed sealFor(
            Recipient recipient,
            ProjectEnvId projectEnv,
            String repository,
            StoredCredential stored) {
        stored.requireFor(RepositoryUrl.read(repository, "repository"));
        return seals.seal(
                recipient,
                Purpose.gitCredential(projectEnv, repository, stored.scope().orElseThrow()),
                open(stored));
    }

    GitCredential open(StoredCredential stored) {
        try {
            return openForItsScope(stored);
        } catch (UnsealException e) {
            throw new IllegalStateException(
                    "git credential " + stored.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private GitCredential openForItsScope(StoredCredential stored) throws UnsealException {
        if (stored.scope().isPresent()) {
            try {
                return seals.open(
                        stored.sealed(),
                        atRest(stored.name(), stored.scope().get()),
                        GitCredential.class);
            } catch (UnsealException e) {
                LOG.debugf("Git credential is of an earlier form credential=%s", stored.name());
            }
        }
        return seals.open(stored.sealed(), atRestWithoutScope(stored.name()), GitCredential.class);
    }
}
