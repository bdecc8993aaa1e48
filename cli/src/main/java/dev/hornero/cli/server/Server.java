// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The REST interfaces under their front address. Every call throws {@link ServerException}; a JSON
 * answer without content is an empty object.
 */
public final class Server {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final URI url;
    private final Optional<String> key;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    public Server(URI url, Optional<String> key) {
        this.url = requireNonNull(url, "url");
        this.key = requireNonNull(key, "key");
    }

    public URI url() {
        return url;
    }

    public JsonNode get(ResourcePath path) {
        return json(request(path).GET());
    }

    /** All the pages of a list as one, up to so many items. */
    public ObjectNode list(ResourcePath path, int limit) {
        ArrayNode items = Json.array();
        Optional<String> next = Optional.empty();
        do {
            JsonNode page = get(path.with("cursor", next));
            for (JsonNode item : page.path("items")) {
                if (items.size() < limit) {
                    items.add(item);
                }
            }
            next = Optional.ofNullable(page.path("next").textValue());
        } while (next.isPresent() && items.size() < limit);
        ObjectNode whole = Json.object();
        whole.set("items", items);
        return whole;
    }

    public ObjectNode list(ResourcePath path) {
        return list(path, Integer.MAX_VALUE);
    }

    public JsonNode post(ResourcePath path, JsonNode body) {
        return json(withBody(request(path), "POST", body));
    }

    /** Posts what must be done once, again under the same key where the connection broke off. */
    public JsonNode postOnce(ResourcePath path, JsonNode body) {
        String idempotencyKey = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                return json(
                        withBody(request(path), "POST", body)
                                .header("Idempotency-Key", idempotencyKey));
            } catch (ServerException.Unreachable e) {
                if (!e.sent() || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    public JsonNode patch(ResourcePath path, JsonNode body) {
        return json(withBody(request(path), "PATCH", body));
    }

    public void delete(ResourcePath path) {
        var _ = json(request(path).DELETE());
    }

    /** A text, copied to the consumer line by line as it comes. */
    public void lines(ResourcePath path, Predicate<String> wantsMore) {
        stream(request(path).header("Accept", "text/plain").GET(), wantsMore);
    }

    /**
     * Follows a stream of events until it ends, breaks off, or the consumer has enough.
     *
     * @param after the id of the last event seen; the stream goes on behind it
     */
    public void events(
            ResourcePath path, Optional<String> after, Predicate<ServerSentEvent> wantsMore) {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream").GET();
        after.ifPresent(id -> request.header("Last-Event-ID", id));
        EventParser parser = new EventParser();
        stream(request, line -> parser.line(line).map(wantsMore::test).orElse(true));
    }

    private void stream(HttpRequest.Builder builder, Predicate<String> wantsMore) {
        HttpResponse<InputStream> response = send(builder.build(), BodyHandlers.ofInputStream());
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() >= 400) {
                throw refused(response.statusCode(), reader.readAllAsString());
            }
            String line = reader.readLine();
            while (line != null && wantsMore.test(line)) {
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new ServerException.Unreachable(url, "the connection broke off", true, e);
        }
    }

    private HttpRequest.Builder request(ResourcePath path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path.text()));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private static HttpRequest.Builder withBody(
            HttpRequest.Builder request, String method, JsonNode body) {
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode json(HttpRequest.Builder builder) {
        HttpRequest request =
                builder.timeout(ANSWER)
                        .header("Accept", "application/json, application/problem+json")
                        .build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw refused(response.statusCode(), response.body());
        }
        if (response.body().isBlank()) {
            return Json.object();
        }
        try {
            return Json.parse(response.body());
        } catch (JsonProcessingException e) {
            throw new ServerException.Refused(
                    502, url + " does not answer in JSON: is it Hornero's address?");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse("connection refused");
            throw new ServerException.Unreachable(url, why, false, e);
        } catch (HttpTimeoutException e) {
            throw new ServerException.Unreachable(
                    url, "no answer in " + ANSWER.toSeconds() + " seconds", true, e);
        } catch (IOException e) {
            throw new ServerException.Unreachable(url, "the connection broke off", true, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException.Unreachable(url, "interrupted", true, e);
        }
    }

    private ServerException.Refused refused(int status, String body) {
        Problem problem;
        try {
            JsonNode node = Json.parse(body);
            problem = node.isObject() ? Json.as(node, Problem.class) : Problem.unknown();
        } catch (JsonProcessingException e) {
            // A proxy's page or nothing: the status has to do
            problem = Problem.unknown();
        }
        return new ServerException.Refused(
                status, status == 401 ? notSignedIn() : problem.sentence(status));
    }

    private String notSignedIn() {
        return key.isPresent()
                ? url
                        + " does not know this API key, or it has expired. Set HORNERO_KEY or run"
                        + " 'hornero login'."
                : url + " asks for an API key. Set HORNERO_KEY or run 'hornero login'.";
    }
}
