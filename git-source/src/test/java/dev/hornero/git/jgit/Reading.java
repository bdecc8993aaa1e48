// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornero.git.GitCredential;
import dev.hornero.git.HostPolicy;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Requests as tests write them, and a reader that may go to this machine. */
record Reading(
        String url,
        Optional<String> branch,
        Optional<String> commit,
        String path,
        Optional<String> context,
        Optional<GitCredential> credential) {

    static final HostPolicy THIS_MACHINE =
            HostPolicy.of(
                    Set.of("http", "https", "ssh", "git", "file"),
                    List.of("127.0.0.0/8", "::1/128"));

    static Reading of(Object url) {
        return new Reading(
                url.toString(),
                Optional.empty(),
                Optional.empty(),
                "Dockerfile",
                Optional.empty(),
                Optional.empty());
    }

    Reading branch(String name) {
        return new Reading(url, Optional.of(name), commit, path, context, credential);
    }

    Reading commit(String id) {
        return new Reading(url, branch, Optional.of(id), path, context, credential);
    }

    Reading path(String newPath) {
        return new Reading(url, branch, commit, newPath, context, credential);
    }

    Reading context(String directory) {
        return new Reading(url, branch, commit, path, Optional.of(directory), credential);
    }

    Reading with(GitCredential given) {
        return new Reading(url, branch, commit, path, context, Optional.of(given));
    }

    SourceRequest request() {
        return new SourceRequest(url, branch, commit, path, context, credential);
    }

    SourceFile read() throws SourceException {
        return read(SourceLimits.defaults());
    }

    SourceFile read(SourceLimits limits) throws SourceException {
        return read(THIS_MACHINE, limits);
    }

    SourceFile read(HostPolicy policy, SourceLimits limits) throws SourceException {
        try (JGitSourceRepositories repositories = new JGitSourceRepositories(policy, limits)) {
            return repositories.read(request());
        }
    }

    String text() throws SourceException {
        return new String(read().content(), StandardCharsets.UTF_8);
    }

    SourceException failure() {
        return failure(SourceLimits.defaults());
    }

    SourceException failure(SourceLimits limits) {
        return failure(THIS_MACHINE, limits);
    }

    /** With the certificates that are trusted. */
    SourceException failure(SSLSocketFactory tls) {
        return catchThrowableOfType(
                SourceException.class,
                () -> {
                    try (JGitSourceRepositories repositories =
                            new JGitSourceRepositories(
                                    THIS_MACHINE, SourceLimits.defaults(), tls)) {
                        repositories.read(request());
                    }
                });
    }

    SourceException failure(HostPolicy policy, SourceLimits limits) {
        return catchThrowableOfType(SourceException.class, () -> read(policy, limits));
    }
}
