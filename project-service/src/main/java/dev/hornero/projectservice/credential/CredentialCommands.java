// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.projectservice.field.MergePatch;
import dev.hornero.projectservice.field.RepositoryUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes git credentials in and away. */
@ApplicationScoped
class CredentialCommands {
    private static final Logger LOG = Logger.getLogger(CredentialCommands.class);

    private final GitCredentials credentials;
    private final CredentialSeals sealed;
    private final MergePatch patches;

    CredentialCommands(GitCredentials credentials, CredentialSeals sealed, MergePatch patches) {
        this.credentials = credentials;
        this.sealed = sealed;
        this.patches = patches;
    }

    @Transactional
    StoredCredential create(
            String name, CredentialKind kind, GitAddress scope, GitCredential credential) {
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
                        name, kind, Optional.of(scope), sealed.atRest(name, scope, credential));
        credentials.add(stored);
        LOG.infof("Git credential created credential=%s url=%s", name, scope);
        return stored;
    }

    /** Says what it is for from now on; projects elsewhere have to give it up first. */
    @Transactional
    StoredCredential patch(String name, JsonNode patch) {
        StoredCredential current = credentials.lock(name).orElseThrow(() -> unknown(name));
        Scope wanted =
                patches.apply(
                        new Scope(current.scope().map(GitAddress::toString)), patch, Scope.class);
        GitAddress scope = RepositoryUrl.scope(wanted.url().orElse(null), "url");
        CredentialForm.requireFitting(current.kind(), scope);
        List<String> outside =
                credentials.repositories(name).entrySet().stream()
                        .filter(user -> !covers(scope, user.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!outside.isEmpty()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "url",
                    "It is in use for repositories elsewhere, by "
                            + String.join(", ", outside)
                            + ". Give those another git credential first.");
        }
        StoredCredential changed =
                new StoredCredential(
                        name,
                        current.kind(),
                        Optional.of(scope),
                        sealed.atRest(name, scope, sealed.open(current)));
        credentials.change(changed);
        LOG.infof("Git credential changed credential=%s url=%s", name, scope);
        return changed;
    }

    /** What can be changed of a git credential. */
    record Scope(Optional<String> url) {}

    private static boolean covers(GitAddress scope, String repository) {
        try {
            return scope.covers(GitAddress.ofRepository(repository));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Transactional
    void delete(String name) {
        if (credentials.find(name).isEmpty()) {
            throw unknown(name);
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

    static ProblemException unknown(String name) {
        return ProblemException.notFound("There is no git credential " + name + ".");
    }
}
