// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes git credentials in and away. */
@ApplicationScoped
class CredentialCommands {
    private static final Logger LOG = Logger.getLogger(CredentialCommands.class);

    private final GitCredentials credentials;
    private final Seals seals;

    CredentialCommands(GitCredentials credentials, Seals seals) {
        this.credentials = credentials;
        this.seals = seals;
    }

    @Transactional
    StoredCredential create(String name, CredentialKind kind, GitCredential credential) {
        if (credentials.find(name).isPresent()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "name",
                    "There is a git credential "
                            + name
                            + " already. Delete it first, or choose another name.");
        }
        StoredCredential stored =
                new StoredCredential(
                        name,
                        kind,
                        seals.seal(Recipient.store(), CredentialSeals.atRest(name), credential));
        credentials.add(stored);
        LOG.infof("Git credential created credential=%s", name);
        return stored;
    }

    @Transactional
    void delete(String name) {
        if (credentials.find(name).isEmpty()) {
            throw ProblemException.notFound("There is no git credential " + name + ".");
        }
        List<String> users = credentials.users(name);
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "It is in use by "
                            + String.join(", ", users)
                            + ". Give those another git credential first.");
        }
        credentials.remove(name);
        LOG.infof("Git credential deleted credential=%s", name);
    }
}
