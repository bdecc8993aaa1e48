// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of a streamed answer: keeps every line that came. */
final class EventStream implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private volatile int status;

    private EventStream() {}

    static EventStream open(String path, String accept, String... headers) {
        return withKey(Api.KEY, path, accept, headers);
    }

    static EventStream withKey(String key, String path, String accept, String... headers) {
        EventStream stream = new EventStream();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/status/v1%s"
                                                .formatted(RestAssured.port, path)))
                        .header("Authorization", "Bearer " + key)
                        .header("Accept", accept);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var _ =
                stream.http
                        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                        .thenAcceptAsync(
                                answer -> {
                                    stream.status = answer.statusCode();
                                    stream.read(answer.body());
                                },
                                task -> Thread.ofVirtual().start(task))
                        .whenComplete((_, _) -> stream.ended = true);
        return stream;
    }

    private void read(Stream<String> body) {
        try (body) {
            body.forEach(lines::add);
        } finally {
            ended = true;
        }
    }

    /** Everything that came so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The values of one field of server-sent events. */
    List<String> values(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .toList();
    }

    /** The status of the answer; 0 before it came. */
    int status() {
        return status;
    }

    /** The last id that came. */
    String lastId() {
        return values("id").getLast();
    }

    /** Whether the server has closed it. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
