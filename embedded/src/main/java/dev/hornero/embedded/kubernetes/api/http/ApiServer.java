// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Listing;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.Patch;
import dev.hornero.embedded.kubernetes.api.PodLogs;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import dev.hornero.embedded.kubernetes.api.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the objects on the loopback interface to those who show the token; health to every program
 * of this machine; nothing to pages in a browser.
 */
public final class ApiServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    static {
        // Else every small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService requests;
    private final ClusterObjects objects;
    private final PodLogs logs;
    private final Clock clock;
    private final Optional<RequestGuard> guard;

    private ApiServer(
            HttpServer server,
            ClusterObjects objects,
            PodLogs logs,
            Clock clock,
            Optional<String> token) {
        this.server = server;
        this.guard = token.map(t -> new RequestGuard(server.getAddress().getPort(), t));
        this.requests = Executors.newVirtualThreadPerTaskExecutor();
        this.objects = objects;
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @param token what clients show; without one everybody who can connect is served
     * @throws IOException when the port is taken
     */
    public static ApiServer start(
            ClusterObjects objects, PodLogs logs, int port, Optional<String> token, Clock clock)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var server = new ApiServer(HttpServer.create(address, 0), objects, logs, clock, token);
        server.server.setExecutor(server.requests);
        server.server.createContext("/", server::handle);
        server.server.start();
        return server;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (ApiException refusal) {
                answer(exchange, refusal.code(), refusal.toStatus());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException bug) {
                LOG.log(
                        Level.ERROR,
                        "request failed method=%s path=%s"
                                .formatted(
                                        exchange.getRequestMethod(),
                                        exchange.getRequestURI().getPath()),
                        bug);
                answer(exchange, 500, ApiException.internal("" + bug.getMessage()).toStatus());
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        guard.ifPresent(g -> g.requireNoPage(exchange));
        if (path.equals("/readyz") || path.equals("/livez") || path.equals("/healthz")) {
            answer(exchange, 200, "text/plain", "ok");
            return;
        }
        guard.ifPresent(g -> g.requireToken(exchange));
        Optional<ObjectNode> document =
                method.equals("GET") ? Discovery.document(path) : Optional.empty();
        if (document.isPresent()) {
            answer(exchange, 200, document.get());
            return;
        }
        if (path.equals(REVIEWS) && method.equals("POST")) {
            ObjectNode review = body(exchange);
            review.putObject("status").put("allowed", true);
            answer(exchange, 201, review);
            return;
        }
        ResourcePath resource = ResourcePath.parse(path).orElseThrow(ApiException::noSuchPath);
        Map<String, String> query = query(exchange.getRequestURI());
        if (resource.name().isEmpty()) {
            collection(exchange, resource, query);
        } else {
            ObjectKey key = resource.key().orElseThrow(ApiException::noSuchPath);
            object(exchange, key, resource.subresource().orElse(""), query);
        }
    }

    private void collection(HttpExchange exchange, ResourcePath resource, Map<String, String> query)
            throws IOException, InterruptedException {
        ResourceType type = resource.type();
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                Selection selection = Selection.of(type, resource.namespace(), query);
                if (isTrue(query.get("watch"))) {
                    watch(exchange, selection, query);
                } else {
                    answer(exchange, 200, list(selection));
                }
            }
            case "POST" -> {
                if (type.namespaced() && resource.namespace().isEmpty()) {
                    throw ApiException.methodNotAllowed();
                }
                answer(exchange, 201, objects.create(type, resource.namespace(), body(exchange)));
            }
            case "DELETE" -> {
                Selection selection = Selection.of(type, resource.namespace(), query);
                DeleteOptions options = DeleteOptions.of(body(exchange), query);
                answer(exchange, 200, deleteAll(selection, options));
            }
            default -> throw ApiException.methodNotAllowed();
        }
    }

    private void object(
            HttpExchange exchange, ObjectKey key, String subresource, Map<String, String> query)
            throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        if (subresource.equals("log") && key.type() == ResourceType.POD && method.equals("GET")) {
            log(exchange, key, query);
            return;
        }
        boolean status = subresource.equals("status") && key.type().hasStatus();
        if (!subresource.isEmpty() && !status) {
            throw ApiException.noSuchPath();
        }
        Part part = status ? Part.STATUS : Part.OBJECT;
        switch (method) {
            case "GET" -> answer(exchange, 200, objects.get(key));
            case "PUT" -> answer(exchange, 200, objects.replace(key, body(exchange), part));
            case "PATCH" -> {
                String contentType =
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                                .orElse("");
                Patch patch = Patch.of(contentType, tree(exchange));
                answer(exchange, 200, objects.change(key, part, patch::applyTo));
            }
            case "DELETE" -> {
                if (status) {
                    throw ApiException.methodNotAllowed();
                }
                DeleteOptions options = DeleteOptions.of(body(exchange), query);
                answer(exchange, 200, objects.delete(key, options));
            }
            default -> throw ApiException.methodNotAllowed();
        }
    }

    private ObjectNode list(Selection selection) {
        Listing listing = objects.list(selection.type(), selection.namespace());
        ObjectNode list =
                NODES.objectNode()
                        .put("kind", selection.type().kind() + "List")
                        .put("apiVersion", selection.type().apiVersion());
        list.putObject("metadata").put("resourceVersion", "" + listing.resourceVersion());
        ArrayNode items = list.putArray("items");
        listing.items().stream().filter(selection::matches).forEach(items::add);
        return list;
    }

    private ObjectNode deleteAll(Selection selection, DeleteOptions options) {
        return objects.atomically(() -> {
            ObjectNode deleted = list(selection);
            for (JsonNode object : deleted.path("items")) {
                JsonNode metadata = object.path("metadata");
                objects.delete(
                        new ObjectKey(
                                selection.type(),
                                metadata.path("namespace").asText(""),
                                metadata.path("name").asText()),
                        options);
            }
            return deleted;
        });
    }

    private void watch(HttpExchange exchange, Selection selection, Map<String, String> query)
            throws IOException, InterruptedException {
        if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
            // Clients that try a web socket first take 200 as "plain HTTP here" and ask again.
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, NODES.objectNode());
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            new WatchStream(objects, selection, query, clock).copyTo(out);
        }
    }

    private void log(HttpExchange exchange, ObjectKey key, Map<String, String> query)
            throws IOException, InterruptedException {
        var source = logs.open(objects.get(key), PodLogs.LogRequest.of(query));
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            source.copyTo(out);
        }
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        if (tree(exchange) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body of the request is not a JSON object");
    }

    private static JsonNode tree(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        try {
            return bytes.length == 0 ? NODES.objectNode() : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest(
                    "the body of the request is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, String> query(URI uri) {
        var query = new TreeMap<String, String>();
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] sides = pair.split("=", 2);
                query.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable String value) {
        return "true".equals(value) || "1".equals(value);
    }

    private static void answer(HttpExchange exchange, int code, ObjectNode document)
            throws IOException {
        answer(exchange, code, "application/json", JSON.writeValueAsString(document));
    }

    private static void answer(HttpExchange exchange, int code, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
