// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.embedded.test.SshGitServer;
import dev.hornero.git.GitCredential;
import java.util.Optional;

/** Git credentials for an ssh server, or for none. */
final class SshKeys {

    private SshKeys() {}

    static GitCredential of(SshGitServer server) {
        return knowing(server.knownHosts(), server);
    }

    /** The right key with known hosts of one's own. */
    static GitCredential knowing(String knownHosts, SshGitServer server) {
        return new GitCredential.SshKey(server.key(), Optional.empty(), knownHosts);
    }

    /** A key that no server knows. */
    static GitCredential unknown(String knownHosts) {
        return new GitCredential.SshKey(SshGitServer.newKey(), Optional.empty(), knownHosts);
    }
}
