// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.embedded.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the bare repositories of a directory over HTTP, for reading, by {@code git http-backend}:
 * so the far side is git itself with its own protocol versions, filters and refusals. As git does
 * by default it refuses filters until {@code uploadpack.allowFilter} is set on the repository. Who
 * can connect may read, except pages in a browser.
 */
public final class GitServer implements AutoCloseable {

    private final Path root;
    private final String host;
    private final HttpServer server;
    private final HttpContext context;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private GitServer(Path root, String host, int port, Set<String> names) {
        this.root = Directories.existing(root);
        this.host = host;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on %s:%d".formatted(host, port), e);
        }
        server.setExecutor(requests);
        context = server.createContext("/", new HttpBackend(this.root));
        context.getFilters().add(new PageFilter(names));
        server.start();
    }

    /**
     * Starts serving on the loopback address.
     *
     * @param port the port to listen on, 0 for a free one
     */
    public static GitServer start(Path root, int port) {
        return start(root, "127.0.0.1", port);
    }

    /** Starts serving on an address of this machine. */
    public static GitServer start(Path root, String host, int port) {
        return start(root, host, port, Set.of());
    }

    /**
     * Starts serving on an address of this machine, for clients elsewhere.
     *
     * @param names by which they may call it; addresses and localhost need not be among them
     */
    public static GitServer start(Path root, String host, int port, Set<String> names) {
        return new GitServer(root, host, port, names);
    }

    /** From now on everybody has to show this user and password. */
    public void requireBasicAuth(String user, String password) {
        context.setAuthenticator(
                new BasicAuthenticator("git") {
                    @Override
                    public boolean checkCredentials(String givenUser, String givenPassword) {
                        return user.equals(givenUser) && password.equals(givenPassword);
                    }
                });
    }

    /** The repository of this name ({@code team/app.git}), made with branch main if needed. */
    public BareRepository repository(String name) {
        Path directory = root.resolve(name).normalize();
        if (!directory.startsWith(root)) {
            throw new IllegalArgumentException("repository name leaves the root: " + name);
        }
        return BareRepository.openOrCreate(directory, "main");
    }

    /** Where clients find a repository. */
    public URI uri(String name) {
        return URI.create("http://%s:%d/%s".formatted(host, port(), name));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
    }
}
