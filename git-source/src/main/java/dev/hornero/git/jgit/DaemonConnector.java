// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** git's own TCP protocol, {@code git://}: gitprotocol-pack, "Git Transport". */
record DaemonConnector(RepositoryUrl url, CheckedHosts hosts, SourceLimits limits)
        implements StreamWire.Connector {

    @Override
    public StreamWire.Link connect() throws IOException, SourceException {
        Socket socket = hosts.connect(url.host(), url.effectivePort(), limits.connect());
        SocketLink link = new SocketLink(socket);
        try {
            socket.setSoTimeout(Math.toIntExact(limits.silence().toMillis()));
            byte[] request =
                    new PktRequest()
                            .raw(
                                    "git-upload-pack "
                                            + url.path()
                                            + "\0host="
                                            + url.authority()
                                            + "\0\0version=2\0")
                            .toBytes();
            link.out().write(request);
            link.out().flush();
            return link;
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    private record SocketLink(Socket socket) implements StreamWire.Link {
        @Override
        public InputStream in() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream out() throws IOException {
            return new PromptRequests(socket);
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // It is being given up: no one waits for it, and nothing is left to free
            }
        }
    }
}
