// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.UploadPack.RequestPolicy;
import org.eclipse.jgit.util.FS;

/** A repository on this machine, {@code file://}, served by JGit through a pipe. */
record LocalConnector(RepositoryUrl url) implements StreamWire.Connector {

    private static final int PIPE_BYTES = 64 * 1024;

    @Override
    public StreamWire.Link connect() throws IOException, SourceException {
        File directory = RepositoryCache.FileKey.resolve(new File(url.path()), FS.DETECTED);
        if (directory == null) {
            throw new RemoteError("not a git repository: " + url.path());
        }
        Repository repository = RepositoryCache.FileKey.exact(directory, FS.DETECTED).open(true);
        requireSha1(repository);
        PipedInputStream requests = new PipedInputStream(PIPE_BYTES);
        PipedOutputStream toServer = new PipedOutputStream(requests);
        PipedInputStream fromServer = new PipedInputStream(PIPE_BYTES);
        PipedOutputStream answers = new PipedOutputStream(fromServer);
        Thread server =
                Thread.ofVirtual()
                        .name("git-upload-pack")
                        .start(() -> serve(repository, requests, answers));
        return new PipeLink(fromServer, toServer, server);
    }

    private static void requireSha1(Repository repository) throws SourceException {
        String format = repository.getConfig().getString("extensions", null, "objectFormat");
        if (format != null && !format.equals(ObjectFormat.SHA1)) {
            repository.close();
            throw ObjectFormat.unsupported();
        }
    }

    private static void serve(Repository repository, InputStream requests, OutputStream answers) {
        try (repository;
                requests;
                answers) {
            repository.getConfig().setBoolean("uploadpack", null, "allowFilter", true);
            var pack = new org.eclipse.jgit.transport.UploadPack(repository);
            pack.setRequestPolicy(RequestPolicy.ANY);
            pack.setExtraParameters(List.of("version=2"));
            pack.upload(requests, answers, null);
        } catch (IOException e) {
            // The reader sees its pipe end, which is what it reports
        }
    }

    private record PipeLink(InputStream in, OutputStream out, Thread server)
            implements StreamWire.Link {
        @Override
        public void close() {
            server.interrupt();
        }
    }
}
