// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The front address as a user's program calls it. */
public record Rest(URI front, String key, HttpClient client) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** An answer; the body is a null node where there is none. */
    public record Answer(int status, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text.isEmpty() ? "null" : text);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + text, e);
            }
        }

        /** The body of an answer that has to be a success. */
        public JsonNode ok() {
            if (status / 100 != 2) {
                throw new AssertionError("HTTP " + status + ": " + text);
            }
            return json();
        }
    }

    public static Rest at(URI front, String key) {
        return new Rest(front, key, CLIENT);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(json(path).POST(BodyPublishers.ofString(text(body))));
    }

    /** The same under a name that tells a repetition of the request from a second one. */
    public Answer post(String path, Object body, String idempotencyKey) {
        return send(
                json(path)
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(text(body))));
    }

    public Answer patch(String path, Object body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(text(body))));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** The lines of an answer as they come, however long that takes. */
    public Stream<String> lines(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(front.resolve(path))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(front.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request that may be repeated until somebody answers: a service may be restarting. */
    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    public static Map<String, Object> object(Object... pairs) {
        Map<String, Object> object = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put((String) pairs[i], pairs[i + 1]);
        }
        return object;
    }
}
