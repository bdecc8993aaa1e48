// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.Optional;

/**
 * How a private repository is read, as services seal it for one another. The library {@code
 * git-source} has a type of its own, since neither module may use the other.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GitCredential.Token.class, name = "token"),
    @JsonSubTypes.Type(value = GitCredential.Basic.class, name = "basic"),
    @JsonSubTypes.Type(value = GitCredential.SshKey.class, name = "ssh-key")
})
public sealed interface GitCredential {
    /** An access token, over https. */
    record Token(String token) implements GitCredential {
        public Token {
            oneLine(token, "token");
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** User and password, over https; the user has no colon, which would end it. */
    record Basic(String username, String password) implements GitCredential {
        public Basic {
            oneLine(username, "username");
            if (username.indexOf(':') >= 0) {
                throw new IllegalArgumentException(
                        "username of a git credential must have no colon");
            }
            oneLine(password, "password");
        }

        @Override
        public String toString() {
            return "Basic[…]";
        }
    }

    /**
     * A private key, over ssh.
     *
     * @param privateKey in OpenSSH or PEM form
     * @param knownHosts lines as in a {@code known_hosts} file; the host's key is checked by them
     */
    record SshKey(String privateKey, Optional<String> passphrase, String knownHosts)
            implements GitCredential {
        public SshKey {
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(passphrase, "passphrase")
                    .ifPresent(given -> oneLine(given, "passphrase"));
            Objects.requireNonNull(knownHosts, "knownHosts");
        }

        @Override
        public String toString() {
            return "SshKey[…]";
        }
    }

    /** git's credential helpers and ssh read one line each; a second would be an order to them. */
    private static void oneLine(String value, String name) {
        Objects.requireNonNull(value, name);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " of a git credential must have no line break or control character");
        }
    }
}
