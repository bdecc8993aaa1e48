// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Sealed;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Recipient;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Hands a git credential on, sealed again for whoever reads the repository. */
@ApplicationScoped
public class CredentialSeals {
    private final GitCredentials credentials;
    private final Seals seals;

    CredentialSeals(GitCredentials credentials, Seals seals) {
        this.credentials = credentials;
        this.seals = seals;
    }

    static Purpose atRest(String name) {
        return Purpose.stored("git-credential", name);
    }

    /** Sealed for one recipient, one ProjectEnv and the repository's scheme and host. */
    public Optional<Sealed> sealFor(
            Recipient recipient,
            ProjectEnvId projectEnv,
            String repository,
            Optional<String> credential) {
        return credential
                .flatMap(credentials::find)
                .map(stored ->
                        seals.seal(
                                recipient,
                                Purpose.gitCredential(projectEnv, repository),
                                open(stored)));
    }

    private GitCredential open(StoredCredential stored) {
        try {
            return seals.open(stored.sealed(), atRest(stored.name()), GitCredential.class);
        } catch (UnsealException e) {
            throw new IllegalStateException(
                    "git credential " + stored.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
