// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A server that speaks the REST interfaces: each call has its replies, given in turn, of which the
 * last one is repeated; every call is recorded.
 */
public final class FakeHornero implements AutoCloseable {
    /** The only API key that is known. */
    public static final String KEY = "hornero_key_of_a_test";

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** A call that came in. */
    public record Call(String method, String target, String body, Map<String, String> headers) {}

    /** What a call is answered with. */
    public sealed interface Reply {
        record Json(int status, String body) implements Reply {}

        /** A stream that ends behind these events. */
        record Events(String text) implements Reply {}

        /** The connection breaks before any answer. */
        record BrokenConnection() implements Reply {}
    }

    public FakeHornero() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * What follows the replies already given to this call, such as {@code GET /api/v1/projects}.
     */
    public FakeHornero on(String call, Reply reply) {
        replies.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(reply);
        return this;
    }

    public FakeHornero on(String call, String json) {
        return on(call, 200, json);
    }

    public FakeHornero on(String call, int status, String json) {
        return on(call, new Reply.Json(status, json));
    }

    public FakeHornero problem(String call, int status, String detail, Optional<String> field) {
        return on(
                call,
                status,
                """
                {"type":"https://hornero.dev/problems/some","title":"Some","status":%d,
                 "detail":"%s"%s}\
                """
                        .formatted(
                                status,
                                detail,
                                field.map(name -> ",\"field\":\"" + name + "\"").orElse("")));
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
            String target = exchange.getRequestURI().toString();
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name, values.getFirst()));
            calls.add(new Call(exchange.getRequestMethod(), target, body, headers));
            if (!("Bearer " + KEY).equals(headers.get("Authorization"))) {
                write(exchange, "application/problem+json", 401, "{\"detail\":\"Who are you?\"}");
                return;
            }
            switch (reply(exchange.getRequestMethod(), target)) {
                case Reply.Json(int status, String json) ->
                        write(
                                exchange,
                                status < 400 ? "application/json" : "application/problem+json",
                                status,
                                json);
                case Reply.Events(String text) -> write(exchange, "text/event-stream", 200, text);
                case Reply.BrokenConnection() -> {}
            }
        }
    }

    private Reply reply(String method, String target) {
        Deque<Reply> queue =
                Optional.ofNullable(replies.get(method + " " + target))
                        .orElseGet(
                                () -> replies.get(method + " " + target.replaceFirst("\\?.*", "")));
        if (queue == null) {
            return new Reply.Json(
                    404, "{\"detail\":\"There is nothing at " + method + " " + target + ".\"}");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    private static void write(HttpExchange exchange, String type, int status, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
