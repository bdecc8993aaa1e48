// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryAddress;
import dev.hornero.orchestrator.registry.RegistryConfig;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import dev.hornero.orchestrator.registry.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A registry by the OCI distribution specification, with user and password or with nothing. A
 * repository comes into being with its first push.
 */
public final class OciRegistry implements ImageRegistry {
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json,"
                    + "application/vnd.oci.image.index.v1+json,"
                    + "application/vnd.docker.distribution.manifest.v2+json,"
                    + "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final URI base;
    private final Optional<RegistryCredentials> credentials;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    public OciRegistry(RegistryAddress address, RegistryConfig config) {
        this.base = URI.create((config.insecure() ? "http://" : "https://") + address.host());
        this.timeout = config.timeout();
        this.credentials =
                config.user()
                        .map(user -> new RegistryCredentials(user, config.password().orElse("")));
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    @Override
    public void ensureRepository(String path, boolean movableTags) {
        // Nothing to do: see above.
    }

    @Override
    public Optional<RegistryCredentials> credentials(Duration validFor) {
        return credentials;
    }

    @Override
    public Optional<String> digestOf(String path, String tag) throws RegistryException {
        URI manifest = base.resolve("/v2/" + path + "/manifests/" + tag);
        HttpResponse<String> answer = head(manifest, basic());
        if (answer.statusCode() == UNAUTHORIZED) {
            answer = head(manifest, bearer(answer));
        }
        return switch (answer.statusCode()) {
            case OK -> answer.headers().firstValue("Docker-Content-Digest");
            case NOT_FOUND -> Optional.empty();
            default -> throw failure(answer.statusCode());
        };
    }

    private HttpResponse<String> head(URI manifest, Optional<String> authorization)
            throws RegistryException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(manifest)
                        .timeout(timeout)
                        .header("Accept", MANIFESTS)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody());
        authorization.ifPresent(value -> request.header("Authorization", value));
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws RegistryException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw RegistryException.passing("The registry does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryException.passing("The registry was not waited for.", e);
        }
    }

    private Optional<String> basic() {
        return credentials.map(c ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (c.user() + ":" + c.password())
                                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** A token from where the registry says: {@code Bearer realm="…",service="…",scope="…"}. */
    private Optional<String> bearer(HttpResponse<String> refused) throws RegistryException {
        Map<String, String> challenge =
                BearerChallenge.read(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                        .orElseThrow(() -> failure(UNAUTHORIZED));
        String query =
                challenge.entrySet().stream()
                        .filter(part -> !part.getKey().equals("realm"))
                        .map(part -> part.getKey() + "=" + part.getValue().replace(" ", "%20"))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(challenge.get("realm") + "?" + query))
                        .timeout(timeout);
        basic().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() != OK) {
            throw failure(answer.statusCode());
        }
        try {
            var token = json.readTree(answer.body());
            return Optional.of(
                    "Bearer "
                            + (token.hasNonNull("token")
                                            ? token.get("token")
                                            : token.path("access_token"))
                                    .asText());
        } catch (IOException e) {
            throw RegistryException.passing("The registry's token is not JSON.", e);
        }
    }

    private static RegistryException failure(int status) {
        String reason = "The registry answered " + status + ".";
        return status == TOO_MANY || status >= SERVER
                ? RegistryException.passing(reason, null)
                : RegistryException.refused(reason, null);
    }
}
