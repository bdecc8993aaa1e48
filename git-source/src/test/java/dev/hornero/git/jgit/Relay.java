// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Stands before a git server and passes requests on, or answers them itself. */
final class Relay implements AutoCloseable {

    /** Headers that are kept from the git server. */
    enum Telling {
        EVERYTHING,
        NO_PROTOCOL_VERSION
    }

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final String scheme;

    private Relay(HttpServer server, String scheme, HttpHandler handler) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(requests);
        server.createContext(
                "/",
                exchange -> {
                    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    authorizations.add(authorization == null ? "none" : authorization);
                    handler.handle(exchange);
                });
        server.start();
    }

    static Relay answering(HttpHandler handler) throws IOException {
        return new Relay(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                "http",
                handler);
    }

    static Relay to(URI origin, Telling telling) throws IOException {
        return answering(exchange -> forward(exchange, origin, telling));
    }

    /** Asks the server once for each answer, and gives it again, altered each time anew. */
    static Relay replaying(URI origin, UnaryOperator<byte[]> altering) throws IOException {
        Map<String, Answer> answers = new ConcurrentHashMap<>();
        return answering(exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestURI() + " " + Arrays.toString(request);
            Answer known = answers.get(key);
            if (known == null) {
                known = asked(exchange, request, origin);
                answers.put(key, known);
            }
            text(exchange, known.type(), altering.apply(known.body()));
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Answer(String type, byte[] body) {}

    private static Answer asked(HttpExchange exchange, byte[] body, URI origin) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://"
                                                    + origin.getAuthority()
                                                    + exchange.getRequestURI()))
                            .header("Git-Protocol", "version=2")
                            .method(
                                    exchange.getRequestMethod(),
                                    HttpRequest.BodyPublishers.ofByteArray(body));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.headers().firstValue("Content-Type").orElse("text/plain"),
                    response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static Relay secureTo(URI origin, SSLContext tls) throws IOException {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Relay(
                server, "https", exchange -> forward(exchange, origin, Telling.EVERYTHING));
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        status(exchange, 302);
    }

    static void status(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    static void text(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static void forward(HttpExchange exchange, URI origin, Telling telling) throws IOException {
        try (exchange;
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                            URI.create(
                                    "http://" + origin.getAuthority() + exchange.getRequestURI()));
            exchange.getRequestHeaders()
                    .forEach((name, values) -> {
                        boolean version = name.equalsIgnoreCase("Git-Protocol");
                        if (name.equalsIgnoreCase("Content-Type")
                                || (version && telling == Telling.EVERYTHING)) {
                            request.header(name, values.getFirst());
                        }
                    });
            byte[] body = exchange.getRequestBody().readAllBytes();
            request.method(
                    exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (InputStream answer = response.body()) {
                answer.transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The Authorization header of each request, {@code none} where it had none. */
    List<String> authorizations() {
        return authorizations;
    }

    URI uri(String path) {
        return uri("127.0.0.1", path);
    }

    URI uri(String host, String path) {
        return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
    }
}
