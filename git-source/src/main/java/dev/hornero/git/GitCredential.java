// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What opens a private repository. No {@code toString} shows a secret. */
public sealed interface GitCredential {

    /** An access token of the git host, for https. */
    record Token(String token) implements GitCredential {
        public Token {
            requireText(token, "token");
            requireOneLine(token, "token");
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** A user and a password (or a deploy token with its user), for https. */
    record Basic(String username, String password) implements GitCredential {
        public Basic {
            requireText(username, "username");
            requireOneLine(username, "username");
            if (username.indexOf(':') >= 0) {
                // It ends the name in the header, so that the rest would begin the password
                throw new IllegalArgumentException(
                        "username of a git credential must have no colon");
            }
            requireOneLine(password, "password");
        }

        @Override
        public String toString() {
            // Where a URL has a token and no password the token is the user
            return "Basic[…]";
        }
    }

    /**
     * A private key for ssh.
     *
     * @param privateKey in OpenSSH or PEM format
     * @param knownHosts lines of an OpenSSH {@code known_hosts} file that vouch for the server;
     *     without a line for it nothing is sent there
     */
    record SshKey(String privateKey, Optional<String> passphrase, String knownHosts)
            implements GitCredential {
        public SshKey {
            requireText(privateKey, "privateKey");
            requireNonNull(passphrase, "passphrase");
            requireNonNull(knownHosts, "knownHosts");
        }

        @Override
        public String toString() {
            return "SshKey[…]";
        }
    }

    private static void requireText(String value, String name) {
        requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " of a git credential must not be blank");
        }
    }

    private static void requireOneLine(String value, String name) {
        requireNonNull(value, name);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " of a git credential must have no line break or control character");
        }
    }
}
