// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two REST APIs as far as the sample run uses them; a build goes one phase on each time it is
 * read.
 */
final class FakeHornero implements AutoCloseable {

    static final String KEY = "the-key";
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Set<String> registered = new HashSet<>();
    private final Map<String, Deque<String>> phasesToCome = new LinkedHashMap<>();
    private final Map<String, String> idempotent = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private int failuresToCome;
    private boolean dropsNextAnswer;
    private String end = "SUCCEEDED";
    private String neededValue = "GREETING";

    FakeHornero() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next calls are answered with 503, as while a service is being restarted. */
    synchronized void failNext(int count) {
        failuresToCome = count;
    }

    /** The next call is carried out and its answer lost. */
    synchronized void dropNextAnswer() {
        dropsNextAnswer = true;
    }

    synchronized void endBuildsWith(String phase) {
        end = phase;
    }

    synchronized void need(String name) {
        neededValue = name;
    }

    synchronized int builds() {
        return phasesToCome.size();
    }

    synchronized Map<String, String> values() {
        return Map.copyOf(values);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            calls.add(call);
            if (failuresToCome > 0) {
                failuresToCome--;
                answer(exchange, 503, Map.of("title", "starting"));
                return;
            }
            Object[] answer = answerTo(exchange, call, body);
            if (dropsNextAnswer) {
                dropsNextAnswer = false;
                return;
            }
            answer(exchange, (int) answer[0], answer[1]);
        }
    }

    private Object[] answerTo(HttpExchange exchange, String call, JsonNode body) {
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Object[] {401, Map.of("title", "no key")};
        }
        String id = call.replaceFirst("^.*/builds/([^/]*).*$", "$1");
        return switch (call) {
            case "POST /api/v1/environments", "POST /api/v1/projects" ->
                    registered.add(call + body.path("name").asText())
                            ? new Object[] {201, Map.of("name", body.path("name").asText())}
                            : new Object[] {409, Map.of("title", "exists")};
            case "PATCH /api/v1/projects/sample" -> new Object[] {200, Map.of()};
            case "POST /api/v1/project-envs" ->
                    registered.add(call)
                            ? new Object[] {201, Map.of("build", Map.of("id", newBuild()))}
                            : new Object[] {409, Map.of("title", "exists")};
            case "PATCH /api/v1/project-envs/dev-sample/args" -> {
                body.properties()
                        .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
                yield new Object[] {200, Map.of("items", List.of())};
            }
            case "POST /api/v1/project-envs/dev-sample/builds" ->
                    new Object[] {
                        202,
                        Map.of(
                                "id",
                                idempotent.computeIfAbsent(
                                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                                        key -> newBuild()))
                    };
            case "GET /status/v1/builds" ->
                    new Object[] {200, Map.of("items", lastBuild().stream().toList())};
            default -> {
                if (call.endsWith("/logs")) {
                    yield new Object[] {200, log()};
                }
                yield phasesToCome.containsKey(id)
                        ? new Object[] {200, build(id, true)}
                        : new Object[] {404, Map.of("title", "unknown")};
            }
        };
    }

    private String newBuild() {
        String id = "b" + (phasesToCome.size() + 1);
        phasesToCome.put(
                id,
                new ArrayDeque<>(
                        List.of(
                                "REQUESTED",
                                "NEEDS_VALUES",
                                "QUEUED",
                                "LAUNCHED",
                                "RUNNING",
                                end)));
        return id;
    }

    private Optional<Map<String, Object>> lastBuild() {
        return phasesToCome.keySet().stream()
                .reduce((_, second) -> second)
                .map(id -> build(id, false));
    }

    private Map<String, Object> build(String id, boolean goOn) {
        Deque<String> phases = phasesToCome.get(id);
        if (phases.peek().equals("NEEDS_VALUES") && values.containsKey(neededValue)) {
            phases.remove();
        }
        String phase = phases.peek();
        if (goOn && phases.size() > 1 && !phase.equals("NEEDS_VALUES")) {
            phases.remove();
        }
        Map<String, Object> build = new LinkedHashMap<>();
        build.put("id", id);
        build.put("number", Integer.valueOf(id.substring(1)));
        build.put("phase", phase);
        switch (phase) {
            case "NEEDS_VALUES" -> {
                build.put(
                        "missing",
                        List.of(Map.of("name", neededValue, "description", "what it says")));
                build.put("arguments", List.of(Map.of("name", "MOOD", "default", "cheerful")));
            }
            case "SUCCEEDED" -> {
                build.put("image", "localhost:5000/dev-sample:latest");
                build.put("digest", DIGEST);
            }
            case "FAILED" -> {
                build.put("reason", "PUSH_DENIED");
                build.put("message", "the registry refused the push");
                build.put("hint", "check the credentials");
            }
            default -> {}
        }
        return build;
    }

    private static Map<String, Object> log() {
        return Map.of(
                "lines",
                List.of(Map.of("cursor", "1", "text", "COPY hello.txt")),
                "complete",
                true);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = write(body).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String write(Object body) throws JsonProcessingException {
        return JSON.writeValueAsString(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
