// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.projectservice.field.Names;
import java.util.Optional;

/** What is sent to make a git credential. */
record CredentialForm(
        String name,
        CredentialKind kind,
        Optional<String> token,
        Optional<String> username,
        Optional<String> password,
        Optional<String> privateKey,
        Optional<String> passphrase,
        Optional<String> knownHosts) {
    private static final int LONGEST = 32 * 1024;

    CredentialForm {
        Names.name(name, "name");
        if (kind == null) {
            throw ProblemException.invalid("kind", "Use token, basic or ssh-key.");
        }
    }

    GitCredential toCredential() {
        return switch (kind) {
            case TOKEN -> new GitCredential.Token(required(token, "token"));
            case BASIC ->
                    new GitCredential.Basic(
                            required(username, "username"), required(password, "password"));
            case SSH_KEY ->
                    new GitCredential.SshKey(
                            checkedPrivateKey(), passphrase, required(knownHosts, "knownHosts"));
        };
    }

    private String checkedPrivateKey() {
        String key = required(privateKey, "privateKey");
        if (!key.contains("PRIVATE KEY-----")) {
            throw ProblemException.invalid(
                    "privateKey",
                    "Send a private key in OpenSSH or PEM form, with its first line.");
        }
        return key;
    }

    private String required(Optional<String> value, String field) {
        String text =
                value.filter(given -> !given.isBlank())
                        .orElseThrow(() ->
                                ProblemException.invalid(
                                        field, "The kind " + kind.text() + " needs it."));
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    field, "Send at most " + LONGEST + " characters, none of them NUL.");
        }
        return text;
    }

    @Override
    public String toString() {
        return "CredentialForm[" + name + "]";
    }
}
