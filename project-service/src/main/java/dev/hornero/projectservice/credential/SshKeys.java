// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.messaging.seal.GitCredential;

/** Tries private keys. */
public interface SshKeys {
    /**
     * Throws a 422 that names the field where a key cannot be read or its passphrase does not open
     * it; the detail repeats nothing of either.
     */
    void requireUsable(GitCredential.SshKey key);
}
