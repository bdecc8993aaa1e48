// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a process whether it serves. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    boolean isReady(Readiness readiness, LogFile log, long logStart) throws InterruptedException {
        return switch (readiness) {
            case Readiness.SaysReady() -> log.hasLine("ready", logStart);
            case Readiness.Answers(var uri) -> {
                try {
                    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
                    yield http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                            == 200;
                } catch (IOException e) {
                    // Not listening yet
                    yield false;
                }
            }
        };
    }
}
