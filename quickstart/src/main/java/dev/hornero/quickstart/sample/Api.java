// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The REST APIs behind the front address. While a service is being restarted a call is repeated, so
 * a call may be carried out twice: the caller uses what may be repeated, or an Idempotency-Key.
 */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI front;
    private final String key;
    private final Duration patience;

    /** An answer that is not a passing failure. */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** What a problem document says. */
        String problem() {
            String detail = body.path("detail").asText(body.path("title").asText());
            String field = body.path("field").asText();
            return "%d %s%s"
                    .formatted(status, detail, field.isEmpty() ? "" : " (field " + field + ")");
        }
    }

    /**
     * @param patience how long a call is repeated before the service counts as gone
     */
    Api(URI front, String key, Duration patience) {
        this.front = front;
        this.key = key;
        this.patience = patience;
    }

    Answer get(String path) throws InterruptedException {
        return call("GET", path, Optional.empty(), Map.of());
    }

    Answer post(String path, Object body) throws InterruptedException {
        return call("POST", path, Optional.of(body), Map.of());
    }

    Answer post(String path, Object body, String idempotencyKey) throws InterruptedException {
        return call("POST", path, Optional.of(body), Map.of("Idempotency-Key", idempotencyKey));
    }

    /** A merge patch. */
    Answer patch(String path, Object body) throws InterruptedException {
        return call("PATCH", path, Optional.of(body), Map.of());
    }

    private Answer call(
            String method, String path, Optional<Object> body, Map<String, String> headers)
            throws InterruptedException {
        HttpRequest request = request(method, path, body, headers);
        long limit = System.nanoTime() + patience.toNanos();
        Duration pause = Duration.ofMillis(200);
        while (true) {
            String failure;
            try {
                HttpResponse<String> response =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                if (!passes(response.statusCode())) {
                    return new Answer(response.statusCode(), parse(response.body()));
                }
                failure = "it answers " + response.statusCode();
            } catch (IOException e) {
                failure = e.toString();
            }
            if (System.nanoTime() > limit) {
                throw new QuickstartException(
                        "%s %s failed for %d s: %s"
                                .formatted(method, path, patience.toSeconds(), failure));
            }
            // Nothing says when the service is back.
            Thread.sleep(pause);
            pause = pause.compareTo(Duration.ofSeconds(2)) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    private HttpRequest request(
            String method, String path, Optional<Object> body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(front.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept", "application/json, application/problem+json")
                        .method(
                                method,
                                body.map(Api::write)
                                        .map(HttpRequest.BodyPublishers::ofString)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        if (body.isPresent()) {
            request.header(
                    "Content-Type",
                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        headers.forEach(request::header);
        return request.build();
    }

    private static boolean passes(int status) {
        return status >= 500 || status == 429;
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body.getClass(), e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // A proxy's error page, say: the status has to do
            return MissingNode.getInstance();
        }
    }
}
