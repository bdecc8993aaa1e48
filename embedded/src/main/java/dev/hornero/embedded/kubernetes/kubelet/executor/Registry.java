// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a registry, before a build, whether it is there and takes what will be pushed. */
final class Registry {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final Optional<String> basic;

    private Registry(HttpClient http, URI base, Optional<String> basic) {
        this.http = http;
        this.base = base;
        this.basic = basic;
    }

    /**
     * The registry at its first address that answers.
     *
     * @param plainHttp whether HTTP is tried too, and before HTTPS
     */
    static Optional<Registry> find(
            Destination destination, boolean plainHttp, Optional<Path> credentials)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        Optional<String> basic = basic(destination, credentials);
        List<String> schemes = plainHttp ? List.of("http", "https") : List.of("https");
        for (String scheme : schemes) {
            URI base = URI.create(scheme + "://" + destination.registry());
            if (answers(http, base)) {
                return Optional.of(new Registry(http, base, basic));
            }
        }
        return Optional.empty();
    }

    /**
     * Begins an upload and takes it back, as Kaniko does before it builds.
     *
     * @throws BuildException when the registry refuses
     */
    void requirePush(Destination destination)
            throws BuildException, IOException, InterruptedException {
        URI uploads = base.resolve("/v2/" + destination.repository() + "/blobs/uploads/");
        HttpResponse<String> answer = post(uploads, basic.map(b -> "Basic " + b));
        if (answer.statusCode() == 401) {
            Optional<String> token = token(answer, destination);
            if (token.isPresent()) {
                answer = post(uploads, token);
            }
        }
        if (answer.statusCode() >= 300) {
            throw new BuildException(
                    "error checking push permissions: checking push permission for \"%s\": POST %s: %s"
                            .formatted(destination, uploads, reason(answer)));
        }
        Optional<String> begun = answer.headers().firstValue("Location");
        if (begun.isPresent()) {
            http.send(
                    HttpRequest.newBuilder(uploads.resolve(begun.get()))
                            .timeout(PATIENCE)
                            .DELETE()
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    private static boolean answers(HttpClient http, URI base) throws InterruptedException {
        try {
            http.send(get(base.resolve("/v2/")), BodyHandlers.discarding());
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }

    private HttpResponse<String> post(URI uri, Optional<String> authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(BodyPublishers.noBody());
        authorization.ifPresent(value -> request.header("Authorization", value));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Optional<String> token(HttpResponse<String> challenge, Destination destination)
            throws IOException, InterruptedException {
        String header = challenge.headers().firstValue("WWW-Authenticate").orElse("");
        if (!header.startsWith("Bearer ")) {
            return Optional.empty();
        }
        String realm = "";
        String service = "";
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            if (parameter.group(1).equals("realm")) {
                realm = parameter.group(2);
            } else if (parameter.group(1).equals("service")) {
                service = parameter.group(2);
            }
        }
        String scope = "repository:" + destination.repository() + ":push,pull";
        URI uri = URI.create(realm + "?service=" + encode(service) + "&scope=" + encode(scope));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        basic.ifPresent(value -> request.header("Authorization", "Basic " + value));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode document = JSON.readTree(answer.body());
        String token = document.path("token").asText(document.path("access_token").asText(""));
        return Optional.of("Bearer " + token);
    }

    private static String reason(HttpResponse<String> answer) throws IOException {
        String fallback =
                switch (answer.statusCode()) {
                    case 401 -> "UNAUTHORIZED";
                    case 403 -> "DENIED";
                    case 404 -> "NAME_UNKNOWN";
                    default -> "unexpected status code " + answer.statusCode();
                };
        if (!answer.body().startsWith("{")) {
            return fallback;
        }
        JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
        return error.hasNonNull("code")
                ? error.path("code").asText() + ": " + error.path("message").asText()
                : fallback;
    }

    private static Optional<String> basic(Destination destination, Optional<Path> credentials)
            throws IOException {
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        JsonNode auths = JSON.readTree(Files.readAllBytes(credentials.get())).path("auths");
        return auths.properties().stream()
                .filter(entry -> hostOf(entry.getKey()).equals(destination.registry()))
                .map(entry -> entry.getValue().path("auth").asText(""))
                .filter(auth -> !auth.isEmpty())
                .findFirst();
    }

    private static String hostOf(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    }

    private static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
