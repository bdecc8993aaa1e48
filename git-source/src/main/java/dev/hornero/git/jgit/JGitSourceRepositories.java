// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.GitCredential;
import dev.hornero.git.HostPolicy;
import dev.hornero.git.ReadObserver;
import dev.hornero.git.RepositoryPath;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.SourceRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads over https, http, ssh and git, in memory. Safe for many threads; each read uses connections
 * of its own.
 */
public final class JGitSourceRepositories implements SourceRepositories, AutoCloseable {

    private final CheckedHosts hosts;
    private final SourceLimits limits;
    private final Memory memory;
    private final SSLSocketFactory tls;
    private final SshSessions ssh;
    private final Greetings greetings = new Greetings();
    private final ExecutorService reads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("git-read-", 0).factory());

    public JGitSourceRepositories(HostPolicy policy, SourceLimits limits) {
        this(policy, limits, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** With the certificates that are trusted, for hosts with a certificate of a company's own. */
    public JGitSourceRepositories(HostPolicy policy, SourceLimits limits, SSLSocketFactory tls) {
        IsolatedSystemReader.use();
        this.hosts = new CheckedHosts(policy);
        this.limits = limits;
        this.memory = Memory.besides(limits.heldBytes());
        this.tls = tls;
        this.ssh = new SshSessions(limits);
    }

    @Override
    public SourceFile read(SourceRequest request, ReadObserver observer) throws SourceException {
        RepositoryUrl url = url(request);
        hosts.requireScheme(url.scheme());
        RepositoryPath path =
                inside(request.path(), Reason.DOCKERFILE_NOT_FOUND, "the Dockerfile path");
        RepositoryPath context =
                inside(request.context().orElse("."), Reason.CONTEXT_NOT_FOUND, "the context path");
        Meter meter = new Meter(limits.receivedBytes());
        Optional<GitCredential> credential = request.credential().or(url::embedded);
        try (Wire wire = wire(url, credential, meter)) {
            OneRead read = new OneRead(wire, url, path, context, limits, meter, memory, observer);
            // A thread of its own, so that name resolution cannot outlast the limit either
            return await(reads.submit(() -> read.run(request)), url);
        } catch (SourceException e) {
            throw Secrets.of(credential, url.host()).keptFrom(e);
        }
    }

    private static RepositoryPath inside(String text, Reason reason, String what)
            throws SourceException {
        return RepositoryPath.parse(text)
                .orElseThrow(() ->
                        SourceException.lasting(
                                reason,
                                "The path '"
                                        + RemoteError.printable(text)
                                        + "' leads out of the repository; correct "
                                        + what
                                        + " of the project."));
    }

    private static RepositoryUrl url(SourceRequest request) throws SourceException {
        try {
            return RepositoryUrl.parse(request.url());
        } catch (IllegalArgumentException e) {
            throw SourceException.lasting(
                    Reason.REPOSITORY_NOT_FOUND, String.valueOf(e.getMessage()) + ".");
        }
    }

    private Wire wire(RepositoryUrl url, Optional<GitCredential> credential, Meter meter)
            throws SourceException {
        return switch (url.scheme()) {
            case "https", "http" ->
                    new HttpWire(
                            HttpTarget.of(url), credential, hosts, tls, limits, meter, greetings);
            case "git" -> new StreamWire(new DaemonConnector(url, hosts, limits), meter);
            case "ssh" -> new StreamWire(new SshConnector(url, credential, hosts, ssh), meter);
            case "file" -> new StreamWire(new LocalConnector(url), meter);
            default ->
                    throw SourceException.lasting(
                            Reason.HOST_NOT_ALLOWED,
                            "URLs with " + url.scheme() + ":// cannot be read; use https or ssh.");
        };
    }

    private SourceFile await(Future<SourceFile> read, RepositoryUrl url) throws SourceException {
        try {
            return read.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading from " + url + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw stopped(url, "did not answer within " + limits.total().toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(url, "was not waited for, this program is stopping", e);
        } finally {
            read.cancel(true);
        }
    }

    private static SourceException stopped(RepositoryUrl url, String what, Exception e) {
        return new SourceException(
                Reason.GIT_UNREACHABLE, "Git host " + url.host() + " " + what + ".", true, e);
    }

    /** Ends the reads that are under way. */
    @Override
    public void close() {
        reads.shutdownNow();
        ssh.close();
    }
}
