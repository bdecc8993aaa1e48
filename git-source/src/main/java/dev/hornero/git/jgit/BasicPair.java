// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a credential is to a server that asks for user and password. */
record BasicPair(String user, String password) {

    /** Empty for an ssh key. */
    static Optional<BasicPair> of(GitCredential credential, String host) {
        return switch (credential) {
            case GitCredential.Token(String token) ->
                    Optional.of(new BasicPair(tokenUser(host), token));
            case GitCredential.Basic(String user, String password) ->
                    Optional.of(new BasicPair(user, password));
            case GitCredential.SshKey _ -> Optional.empty();
        };
    }

    // Bitbucket's documentation asks for this name; GitHub, GitLab, Gitea and Azure take any
    private static String tokenUser(String host) {
        return host.equals("bitbucket.org") ? "x-token-auth" : "x-access-token";
    }

    /** As it stands in the header. */
    String encoded() {
        return Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "BasicPair[…]";
    }
}
