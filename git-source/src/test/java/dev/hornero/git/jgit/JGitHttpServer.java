// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.eclipse.jgit.util.FS;

/**
 * Smart HTTP by JGit's own upload-pack, without state between requests: what its servlet, and so
 * Gerrit, does.
 */
final class JGitHttpServer implements AutoCloseable {

    private static final String ADVERTISEMENT = "/info/refs";
    private static final String REQUEST = "/git-upload-pack";

    private final HttpServer server;
    private final Path root;

    private JGitHttpServer(HttpServer server, Path root) {
        this.server = server;
        this.root = root;
    }

    static JGitHttpServer start(Path root) throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        JGitHttpServer server = new JGitHttpServer(http, root);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean advertises = path.endsWith(ADVERTISEMENT);
        String name =
                path.substring(1, path.length() - (advertises ? ADVERTISEMENT : REQUEST).length());
        try (Repository repository =
                RepositoryCache.FileKey.exact(root.resolve(name).toFile(), FS.DETECTED)
                        .open(true)) {
            UploadPack pack = new UploadPack(repository);
            pack.setBiDirectionalPipe(false);
            pack.setExtraParameters(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                            .map(List::of)
                            .orElseGet(List::of));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (advertises) {
                PacketLineOut out = new PacketLineOut(body);
                out.writeString("# service=git-upload-pack\n");
                out.end();
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
            } else {
                upload(pack, exchange, body);
            }
            Relay.text(
                    exchange,
                    "application/x-git-upload-pack-" + (advertises ? "advertisement" : "result"),
                    body.toByteArray());
        }
    }

    private static void upload(UploadPack pack, HttpExchange exchange, ByteArrayOutputStream body)
            throws IOException {
        try {
            pack.upload(exchange.getRequestBody(), body, null);
        } catch (PackProtocolException | UploadPackInternalServerErrorException e) {
            // The servlet too answers with what upload-pack wrote about it
            if (body.size() == 0) {
                new PacketLineOut(body).writeString("ERR " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
