// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.credential;

import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.projectservice.field.Names;
import dev.hornero.projectservice.field.RepositoryUrl;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is sent to make a git credential. */
record CredentialForm(
        String name,
        CredentialKind kind,
        Optional<String> url,
        Optional<String> token,
        Optional<String> username,
        Optional<String> password,
        Optional<String> privateKey,
        Optional<String> passphrase,
        Optional<String> knownHosts) {
    private static final int LONGEST = 32 * 1024;
    private static final Pattern PUBLIC_KEY =
            Pattern.compile(
                    "(ssh|ecdsa|sk)-|-----BEGIN ([A-Z]+ )?PUBLIC KEY-----|---- BEGIN SSH2 PUBLIC");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?");

    CredentialForm {
        Names.name(name, "name");
        if (kind == null) {
            throw ProblemException.invalid("kind", "Use token, basic or ssh-key.");
        }
        requireFitting(kind, RepositoryUrl.scope(url.orElse(null), "url"));
    }

    /** The host, and where given the port and the path, that it may be sent to. */
    GitAddress scope() {
        return RepositoryUrl.scope(url.orElse(null), "url");
    }

    static void requireFitting(CredentialKind kind, GitAddress scope) {
        if (!kind.fits(scope.scheme())) {
            throw ProblemException.invalid(
                    "url",
                    "A credential of kind "
                            + kind.text()
                            + " is for an address of scheme "
                            + (kind.fits("ssh") ? "ssh." : "https or http."));
        }
    }

    GitCredential toCredential() {
        return switch (kind) {
            case TOKEN -> new GitCredential.Token(oneLine(token, "token"));
            case BASIC -> new GitCredential.Basic(checkedUser(), oneLine(password, "password"));
            case SSH_KEY ->
                    new GitCredential.SshKey(
                            checkedPrivateKey(),
                            passphrase.map(_ -> oneLine(passphrase, "passphrase")),
                            required(knownHosts, "knownHosts"));
        };
    }

    private String checkedUser() {
        String user = oneLine(username, "username");
        if (user.indexOf(':') >= 0) {
            throw ProblemException.invalid(
                    "username", "Leave the ':' out: over HTTP it would end the name.");
        }
        return user;
    }

    private String checkedPrivateKey() {
        String key = required(privateKey, "privateKey").strip();
        if (key.startsWith("PuTTY-User-Key-File")) {
            throw ProblemException.invalid(
                    "privateKey",
                    "PuTTY's own form is not read. Convert the key first: puttygen KEY.ppk"
                            + " -O private-openssh -o KEY");
        }
        if (PUBLIC_KEY.matcher(key).lookingAt()) {
            throw ProblemException.invalid(
                    "privateKey",
                    "This is a public key. Send the private key that it belongs to; the public one"
                            + " is for the git host.");
        }
        if (!key.contains("PRIVATE KEY-----")) {
            throw ProblemException.invalid(
                    "privateKey",
                    "Send a private key in OpenSSH or PEM form, with its first line.");
        }
        return withLineFeeds(key);
    }

    /**
     * As OpenSSH takes it: no CR, nothing before the first line, and a line feed after the last.
     */
    private static String withLineFeeds(String key) {
        return LINE_BREAK.matcher(key).replaceAll("\n").strip() + "\n";
    }

    /** What git's credential helper and ssh read as one line. */
    private String oneLine(Optional<String> value, String field) {
        String text = required(value, field);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    field,
                    "Send one line without control characters; a file's last line break is not"
                            + " part of the "
                            + field
                            + ".");
        }
        return text;
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
