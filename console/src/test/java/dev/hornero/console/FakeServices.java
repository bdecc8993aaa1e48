// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Both services in one, as far as pages ask them: answers are set by tests, calls are recorded, and
 * streams send what a test pushes, when it pushes it.
 */
public final class FakeServices implements AutoCloseable {
    /** The only API key that is known. */
    public static final String KEY = "hornero_key_of_a_test";

    private static final String END_OF_STREAM = "end of stream";

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> streams = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** A call that came in. */
    public record Call(
            String method,
            String target,
            String body,
            Optional<String> authorization,
            Map<String, List<String>> headers) {
        public Optional<String> cookie() {
            return Optional.ofNullable(headers.get("Cookie")).map(List::getFirst);
        }
    }

    private record Answer(int status, String body) {}

    public FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Forgets answers and calls. */
    public void reset() {
        answers.clear();
        calls.clear();
        streams.values().forEach(stream -> stream.add(END_OF_STREAM));
        streams.clear();
    }

    /** What to answer to a method and a path, such as {@code GET /api/v1/projects}. */
    public FakeServices on(String call, int status, String json) {
        answers.put(call, new Answer(status, json));
        return this;
    }

    public FakeServices on(String call, String json) {
        return on(call, 200, json);
    }

    /** A path that answers with what is pushed here, as it is pushed. */
    public void push(String path, String text) {
        streams.computeIfAbsent(path, _ -> new LinkedBlockingQueue<>()).add(text);
    }

    public void endStream(String path) {
        push(path, END_OF_STREAM);
    }

    public List<Call> calls(String method, String path) {
        return calls.stream()
                .filter(call -> call.method().equals(method) && call.target().startsWith(path))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<String> authorization = header(exchange, "Authorization");
            calls.add(
                    new Call(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            body,
                            authorization,
                            Map.copyOf(exchange.getRequestHeaders())));
            String path = exchange.getRequestURI().getPath();
            if (!authorization.equals(Optional.of("Bearer " + KEY))) {
                answer(
                        exchange,
                        401,
                        """
                        {"type":"https://hornero.dev/problems/unauthenticated",
                         "title":"No valid API key","status":401,"detail":"Give an API key."}\
                        """);
            } else if (streams.containsKey(path)) {
                stream(exchange, streams.get(path));
            } else {
                Answer answer =
                        answers.getOrDefault(
                                exchange.getRequestMethod() + " " + path,
                                new Answer(
                                        404,
                                        """
                                        {"type":"https://hornero.dev/problems/not-found",
                                         "title":"Not found","status":404,
                                         "detail":"There is nothing of that name."}\
                                        """));
                answer(exchange, answer.status(), answer.body());
            }
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, BlockingQueue<String> texts)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String text = texts.take(); !text.equals(END_OF_STREAM); text = texts.take()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        reset();
        server.stop(0);
    }
}
