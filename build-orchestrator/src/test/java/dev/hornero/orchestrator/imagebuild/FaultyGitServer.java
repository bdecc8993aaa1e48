// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a git server, and answers requests for a pack as a bad day would have it. */
final class FaultyGitServer implements AutoCloseable {

    /** What happens to a request for a pack. */
    interface Fault {
        /**
         * Called with the number of the request, from 1.
         *
         * @param answer what the git server says
         */
        void strike(int number, HttpExchange exchange, byte[] answer)
                throws IOException, InterruptedException;
    }

    /** Whether the git server sees which version of the protocol the client speaks. */
    enum Version {
        PASSED_ON,
        WITHHELD
    }

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger packs = new AtomicInteger();

    FaultyGitServer(URI origin, Version version, Fault fault) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(requests);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        pass(origin, version, fault, exchange);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    static void send(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** Begins the answer, and closes the connection in the middle of it. */
    static void cut(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
        exchange.getResponseBody().flush();
    }

    /** Says nothing for as long as this server is there. */
    static void beSilent() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** How many packs it was asked for. */
    int packs() {
        return packs.get();
    }

    String url(String repository) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), repository);
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        client.shutdownNow();
    }

    private void pass(URI origin, Version version, Fault fault, HttpExchange exchange)
            throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(origin.resolve(exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    boolean passedOn = version == Version.PASSED_ON && name.equals("Git-protocol");
                    if (passedOn
                            || name.equals("Content-type")
                            || name.equals("Content-encoding")) {
                        request.header(name, values.getFirst());
                    }
                });
        HttpResponse<byte[]> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        if (new String(body, StandardCharsets.ISO_8859_1).contains("want ")) {
            fault.strike(packs.incrementAndGet(), exchange, response.body());
        } else {
            send(exchange, response.body());
        }
    }
}
