// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.terminal.Terminal;
import dev.hornero.git.FetchStats;
import dev.hornero.git.HostPolicy;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import dev.hornero.git.jgit.JGitSourceRepositories;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Scans a Dockerfile of a remote repository, without a clone and without a server. */
final class RepositoryScan {
    /** Who types a URL here may go wherever this machine can. */
    private static final HostPolicy ANYWHERE =
            HostPolicy.of(
                    Set.of("https", "ssh", "git", "http", "file"), List.of("0.0.0.0/0", "::/0"));

    private static final int TRIES = 3;

    private final Invocation invocation;

    RepositoryScan(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Prints the report and returns the exit code. */
    int run(String url, RepositoryOptions options, Function<SourceFile, ScanReport> scan) {
        SourceFile file = read(options.request(url, invocation));
        ScanReport report = scan.apply(file);
        ObjectNode json = report.json();
        json.put("repository", RepositoryUrl.redact(url));
        json.put("commit", file.commit().sha());
        FetchStats stats = file.stats();
        if (options.stats()) {
            json.put("bytesReceived", stats.bytesReceived());
            json.put("fetches", stats.fetches());
            json.put("millis", stats.duration().toMillis());
        }
        Terminal terminal = invocation.terminal();
        invocation.answer(
                json,
                () -> {
                    terminal.out()
                            .println(
                                    "%s at %.8s (%s)"
                                            .formatted(
                                                    RepositoryUrl.redact(url),
                                                    file.commit().sha(),
                                                    file.commit().subject()));
                    new ScanTable(report).print(terminal);
                    if (options.stats()) {
                        terminal.out()
                                .println(
                                        "  %d bytes received in %d fetches, %d ms"
                                                .formatted(
                                                        stats.bytesReceived(),
                                                        stats.fetches(),
                                                        stats.duration().toMillis()));
                    }
                });
        return report.exitCode();
    }

    // The sentences speak of a project's credential and of a server's settings; here is neither
    private static String hint(Reason reason) {
        return switch (reason) {
            case AUTH_FAILED -> " For scan: HORNERO_GIT_TOKEN with https, --ssh-key with ssh.";
            case HOST_NOT_ALLOWED ->
                    " For scan there is nothing to set: give the URL of the git server itself, with"
                            + " https, ssh, git, http or file.";
            case REPOSITORY_NOT_FOUND,
                    BRANCH_NOT_FOUND,
                    COMMIT_NOT_FOUND,
                    DOCKERFILE_NOT_FOUND,
                    CONTEXT_NOT_FOUND,
                    GIT_UNREACHABLE,
                    LIMIT_EXCEEDED,
                    OBJECT_FORMAT_UNSUPPORTED ->
                    "";
        };
    }

    private SourceFile read(SourceRequest request) {
        try (JGitSourceRepositories repositories =
                new JGitSourceRepositories(ANYWHERE, SourceLimits.defaults())) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return repositories.read(request);
                } catch (SourceException e) {
                    if (!e.transientFailure() || attempt == TRIES) {
                        throw new CommandFailure(
                                ExitCode.FAILED,
                                e.reason() + ": " + e.sentence() + hint(e.reason()),
                                e);
                    }
                    // Nothing says when the git server is back.
                    Thread.sleep(invocation.surroundings().poll().multipliedBy(attempt));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted while fetching.", e);
        }
    }
}
