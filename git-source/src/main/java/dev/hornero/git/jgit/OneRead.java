// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.FetchStats;
import dev.hornero.git.ReadObserver;
import dev.hornero.git.ReadObserver.Step;
import dev.hornero.git.RepositoryPath;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRequest;
import dev.hornero.git.jgit.PathWalk.Sought;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.lib.ObjectId;

/** The steps of one read, and what their errors mean for the user. */
record OneRead(
        Wire wire,
        RepositoryUrl url,
        RepositoryPath path,
        RepositoryPath context,
        SourceLimits limits,
        Meter meter,
        Memory memory,
        ReadObserver observer) {

    SourceFile run(SourceRequest request) throws SourceException {
        long start = System.nanoTime();
        try {
            return greeted(request, start);
        } catch (IOException e) {
            throw explained(e);
        } catch (RuntimeException e) {
            // A parser met what no server should send: repeating it would only meet it again
            throw new SourceException(
                    Reason.GIT_UNREACHABLE,
                    host() + " does not answer as a git server does.",
                    false,
                    e);
        } finally {
            observer.ended(meter.received());
        }
    }

    private SourceFile greeted(SourceRequest request, long start)
            throws IOException, SourceException {
        try {
            return read(request, start);
        } catch (EOFException | RemoteError | MalformedAnswer | OutdatedGreeting e) {
            if (!wire.forgetGreeting()) {
                throw e;
            }
            return read(request, start);
        }
    }

    private SourceFile read(SourceRequest request, long start) throws IOException, SourceException {
        try (RefBudget budget = new RefBudget(limits.refBytes(), memory)) {
            observer.begins(Step.CONNECT);
            UploadPack remote = UploadPack.on(wire, budget);
            observer.begins(Step.RESOLVE_COMMIT);
            ObjectId id = new CommitLookup(remote).find(request);
            try (RemoteObjects objects = new RemoteObjects(remote, id, limits, memory)) {
                observer.begins(Step.FETCH_COMMIT);
                ParsedObjects.Commit commit =
                        ParsedObjects.commit(commit(objects, id, request.commit()));
                observer.begins(Step.FETCH_FILE);
                PathWalk walk =
                        new PathWalk(objects, commit.root(), path, Sought.DOCKERFILE, limits);
                ObjectId file = walk.file();
                // Before the file, which ends a snapshot that is read as it comes
                new PathWalk(objects, commit.root(), context, Sought.CONTEXT, limits)
                        .requireDirectory();
                byte[] content = walk.content(file);
                Duration duration = Duration.ofNanos(System.nanoTime() - start);
                wire.answeredWell();
                return SourceFile.of(
                        commit.resolved(),
                        path.toString(),
                        content,
                        new FetchStats(meter.received(), objects.fetches(), duration));
            }
        }
    }

    private static GitObject commit(RemoteObjects objects, ObjectId id, Optional<String> pinned)
            throws IOException, SourceException {
        try {
            return objects.commit();
        } catch (RemoteError e) {
            if (pinned.isPresent() && e.refusesObject()) {
                throw new SourceException(
                        Reason.COMMIT_NOT_FOUND,
                        "The repository has no commit "
                                + id.name()
                                + ", or its server gives only the tips of branches and tags; give"
                                + " the id of a commit that was pushed.",
                        false,
                        e);
            }
            throw e;
        }
    }

    private SourceException explained(IOException e) {
        return switch (e) {
            case LimitReached limit ->
                    new SourceException(
                            Reason.LIMIT_EXCEEDED, String.valueOf(limit.getMessage()), false, e);
            case RemoteError error when error.deniesRepository() ->
                    new SourceException(
                            Reason.REPOSITORY_NOT_FOUND,
                            "There is no git repository at "
                                    + url
                                    + ", or it needs another credential. Correct the repository's"
                                    + " URL. The server says: "
                                    + error.getMessage(),
                            false,
                            e);
            case RemoteError error when error.deniesAccess() ->
                    new SourceException(
                            Reason.AUTH_FAILED,
                            "The git server refuses "
                                    + url
                                    + "; use a credential that may read the repository. It says: "
                                    + error.getMessage(),
                            false,
                            e);
            // A branch may be deleted between the list and the fetch
            case RemoteError error ->
                    unreachable("answers with an error: " + error.getMessage(), true, e);
            case Memory.Exhausted _ ->
                    new SourceException(
                            Reason.GIT_UNREACHABLE,
                            "Too many large repositories are read at the moment; try again later.",
                            true,
                            e);
            case MalformedAnswer answer ->
                    unreachable(
                            "does not answer as a git server does (" + answer.getMessage() + ")",
                            false,
                            e);
            case SocketTimeoutException _ -> unreachable("does not answer in time", true, e);
            case SSLException _ when certificate(e) ->
                    unreachable(
                            "has a TLS certificate that is not trusted or is another host's; have"
                                    + " the certificate renewed, or its issuer trusted here",
                            false,
                            e);
            default ->
                    unreachable(
                            "cannot be reached (" + RemoteError.printable(words(e)) + ")", true, e);
        };
    }

    private static boolean certificate(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private SourceException unreachable(String what, boolean transientFailure, IOException e) {
        return new SourceException(
                Reason.GIT_UNREACHABLE, host() + " " + what + ".", transientFailure, e);
    }

    private String host() {
        return url.host().isEmpty() ? url.toString() : "Git host " + url.host();
    }
}
