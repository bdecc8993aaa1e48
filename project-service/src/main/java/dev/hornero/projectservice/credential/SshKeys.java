// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitCredential;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.loader.openssh.kdf.BCryptKdfOptions.BCryptBadRoundsException;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Tries private keys with Apache MINA SSHD, with which the scanner signs in. */
@ApplicationScoped
class SshKeys {
    /**
     * Throws a 422 that names the field where a key cannot be read or its passphrase does not open
     * it; the detail repeats nothing of either.
     */
    void requireUsable(GitCredential.SshKey key) {
        Passphrase passphrase = new Passphrase(key.passphrase());
        if (holdsKeys(key.privateKey(), passphrase)) {
            return;
        }
        if (!passphrase.asked) {
            throw ProblemException.invalid(
                    "privateKey",
                    "It cannot be read. Send a private key in OpenSSH or PEM form, whole, with its"
                            + " first and its last line.");
        }
        throw ProblemException.invalid(
                "passphrase",
                key.passphrase().isEmpty()
                        ? "The private key is encrypted. Send its passphrase too, or a key without"
                                + " one."
                        : "It does not open the private key, or a part of that is missing.");
    }

    private static boolean holdsKeys(String text, Passphrase passphrase) {
        try {
            return !SecurityUtils.getKeyPairResourceParser()
                    .loadKeyPairs(null, NamedResource.ofName("git credential"), passphrase, text)
                    .isEmpty();
        } catch (BCryptBadRoundsException _) {
            throw ProblemException.invalid(
                    "privateKey",
                    "Its passphrase is hashed in more rounds than are read here. Keep the key with"
                            + " fewer: ssh-keygen -p -a 100 -f KEY");
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // What the parser says may quote the key.
            return false;
        }
    }

    /** Knows whether the key was encrypted: only then it is asked for. */
    private static final class Passphrase implements FilePasswordProvider {
        private final Optional<String> given;
        private boolean asked;

        Passphrase(Optional<String> given) {
            this.given = given;
        }

        @Override
        public @Nullable String getPassword(
                SessionContext session, NamedResource resource, int retry) {
            asked = true;
            return given.orElse(null);
        }
    }
}
