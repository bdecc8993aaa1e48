// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.events.Sealed;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A git credential at rest, sealed for this service alone.
 *
 * @param scope what it is for; absent for one that was made before credentials had a host, and that
 *     is used for none until an administrator says which
 */
public record StoredCredential(
        String name, CredentialKind kind, Optional<GitAddress> scope, Sealed sealed) {
    public StoredCredential {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(sealed, "sealed");
    }

    /** Refuses a repository that it is not for; the detail says what to do. */
    public void requireFor(GitAddress repository) {
        if (!kind.fits(repository.scheme())) {
            throw ProblemException.invalid(
                    "gitCredential",
                    "A credential of kind "
                            + kind.text()
                            + " does not go with an address of scheme "
                            + repository.scheme()
                            + ": token and basic are for https, ssh-key for ssh.");
        }
        if (scope.isEmpty()) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "gitCredential",
                    "Nothing says which host git credential "
                            + name
                            + " is for. Have an administrator say it with PATCH"
                            + " /api/v1/git-credentials/"
                            + name
                            + " and url, or hornero git-credential edit "
                            + name
                            + " --for.");
        }
        if (!scope.get().covers(repository)) {
            throw ProblemException.invalid(
                    "gitCredential",
                    "Git credential "
                            + name
                            + " is for "
                            + scope.get()
                            + " only, and is sent nowhere else. Name another, or have an"
                            + " administrator make one for this repository.");
        }
    }
}
