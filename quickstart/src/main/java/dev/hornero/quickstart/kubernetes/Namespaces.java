// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.kubernetes;

import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The namespaces of the embedded cluster. In a cluster of the user nothing is made. */
public final class Namespaces {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Namespaces() {}

    /** Makes those that are not there yet. */
    public static void ensure(URI apiServer, List<String> names) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (String name : names) {
                HttpRequest request =
                        HttpRequest.newBuilder(apiServer.resolve("/api/v1/namespaces"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(namespace(name)))
                                .build();
                int status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status != 201 && status != 409) {
                    throw new QuickstartException(
                            "The embedded cluster does not make the namespace %s: it answers %d"
                                    .formatted(name, status));
                }
            }
        } catch (IOException e) {
            throw new QuickstartException(
                    "The embedded cluster at %s does not answer: %s".formatted(apiServer, e), e);
        }
    }

    private static String namespace(String name) {
        return """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}\
        """
                .formatted(name);
    }
}
