// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import dev.hornero.cli.invocation.CommitId;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.git.GitCredential;
import dev.hornero.git.SourceRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for a Dockerfile in a remote repository. */
final class RepositoryOptions {
    private static final String HTTPS = "https://";

    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "Branch or tag. Default: the repository's default branch.")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--commit",
            converter = CommitId.class,
            paramLabel = "SHA",
            description = "A commit; it wins over the branch.")
    private Optional<String> commit = Optional.empty();

    @Option(
            names = "--dockerfile",
            paramLabel = "PATH",
            description = "In the repository. Default: Dockerfile.")
    private Optional<String> dockerfile = Optional.empty();

    @Option(
            names = "--stats",
            description = "Says what the fetch cost: bytes, fetches, milliseconds.")
    private boolean stats;

    @Option(
            names = "--ssh-key",
            paramLabel = "FILE",
            description = "A private key for ssh; hosts are checked with ~/.ssh/known_hosts.")
    private Optional<String> sshKey = Optional.empty();

    boolean stats() {
        return stats;
    }

    /** Whether one of them was given. */
    boolean any() {
        return branch.isPresent()
                || commit.isPresent()
                || dockerfile.isPresent()
                || sshKey.isPresent()
                || stats;
    }

    SourceRequest request(String url, Invocation invocation) {
        return new SourceRequest(
                url,
                branch,
                commit,
                dockerfile.orElse("Dockerfile"),
                Optional.empty(),
                credential(url, invocation));
    }

    /** The token goes over encrypted connections only. */
    private Optional<GitCredential> credential(String url, Invocation invocation) {
        return sshKey.<GitCredential>map(file ->
                        new GitCredential.SshKey(
                                invocation.contentOf(file) + "\n",
                                Optional.empty(),
                                knownHosts(invocation)))
                .or(() ->
                        invocation
                                .surroundings()
                                .variable("HORNERO_GIT_TOKEN")
                                .filter(token ->
                                        url.regionMatches(true, 0, HTTPS, 0, HTTPS.length()))
                                .map(GitCredential.Token::new));
    }

    private static String knownHosts(Invocation invocation) {
        Path file = invocation.surroundings().home().resolve(".ssh/known_hosts");
        return Files.isRegularFile(file) ? invocation.contentOf(file.toString()) + "\n" : "";
    }
}
