// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import static dev.hornero.orchestrator.registry.RegistryException.passing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.messaging.Sha256;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * A registry by the OCI distribution specification, with user and password or with nothing. A
 * repository comes into being with its first push.
 */
final class OciRegistry implements ImageRegistry {
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json,"
                    + "application/vnd.oci.image.index.v1+json,"
                    + "application/vnd.docker.distribution.manifest.v2+json,"
                    + "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final List<String> schemes;
    private final String host;
    private final Optional<RegistryCredentials> credentials;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    public OciRegistry(RegistryAddress address, RegistryConfig config) {
        // As Kaniko does: a registry without a known certificate may have one or none, and
        // one at a private address too; but a password goes over plain HTTP only if that is wanted.
        this.schemes =
                config.insecure() || (address.isPrivate() && config.user().isEmpty())
                        ? List.of("https", "http")
                        : List.of("https");
        this.host = address.apiHost();
        this.timeout = config.timeout();
        this.credentials =
                config.user()
                        .map(user -> new RegistryCredentials(user, config.password().orElse("")));
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(config.timeout());
        this.http = (config.insecure() ? client.sslContext(withoutVerification()) : client).build();
    }

    /** Accepts every certificate, and one that is for another host too. */
    private static SSLContext withoutVerification() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
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
        Optional<RegistryException> failure = Optional.empty();
        for (String scheme : schemes) {
            URI manifest = URI.create(scheme + "://" + host + "/v2/" + path + "/manifests/" + tag);
            try {
                return digestAt(manifest);
            } catch (SSLException e) {
                failure = Optional.of(passing("The registry speaks no TLS that is trusted.", e));
            } catch (IOException e) {
                failure = Optional.of(passing("The registry does not answer.", e));
            }
        }
        throw failure.orElseThrow();
    }

    private Optional<String> digestAt(URI manifest) throws RegistryException, IOException {
        HttpResponse<byte[]> answer = manifest(manifest);
        return switch (answer.statusCode()) {
            case OK ->
                    digestOf(answer).or(() -> Optional.of("sha256:" + Sha256.hex(answer.body())));
            case NOT_FOUND -> Optional.empty();
            default -> throw failure(answer.statusCode());
        };
    }

    /** Its head, or the whole manifest where the head has no digest. */
    private HttpResponse<byte[]> manifest(URI manifest) throws RegistryException, IOException {
        Optional<String> authorization = basic();
        HttpResponse<byte[]> answer = ask("HEAD", manifest, authorization);
        if (answer.statusCode() == UNAUTHORIZED) {
            authorization = bearer(answer, manifest);
            answer = ask("HEAD", manifest, authorization);
        }
        return answer.statusCode() == OK && digestOf(answer).isEmpty()
                ? ask("GET", manifest, authorization)
                : answer;
    }

    /** A registry need not send it; then it is the hash of the manifest. */
    private static Optional<String> digestOf(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Docker-Content-Digest")
                .filter(digest -> DIGEST.matcher(digest).matches());
    }

    private HttpResponse<byte[]> ask(String method, URI manifest, Optional<String> authorization)
            throws RegistryException, IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(manifest)
                        .timeout(timeout)
                        .header("Accept", MANIFESTS)
                        .method(method, HttpRequest.BodyPublishers.noBody());
        authorization.ifPresent(value -> request.header("Authorization", value));
        return send(request.build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws RegistryException, IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw passing("The registry was not waited for.", e);
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
    private Optional<String> bearer(HttpResponse<byte[]> refused, URI manifest)
            throws RegistryException, IOException {
        BearerChallenge challenge =
                refused.headers().allValues("WWW-Authenticate").stream()
                        .flatMap(header -> BearerChallenge.read(header).stream())
                        .findFirst()
                        .orElseThrow(() -> failure(UNAUTHORIZED));
        URI realm =
                challenge
                        .tokenUri()
                        // The password is not sent more openly than it was before.
                        .filter(uri ->
                                uri.getScheme().equals("https")
                                        || uri.getScheme().equals(manifest.getScheme()))
                        .orElseThrow(() ->
                                RegistryException.refused(
                                        "The registry asks for a token from an address that is"
                                                + " not https.",
                                        null));
        HttpRequest.Builder request = HttpRequest.newBuilder(realm).timeout(timeout);
        basic().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> answer = send(request.build());
        if (answer.statusCode() != OK) {
            throw failure(answer.statusCode());
        }
        return Optional.of("Bearer " + token(answer.body()));
    }

    private String token(byte[] answer) throws RegistryException {
        try {
            JsonNode token = json.readTree(answer);
            return Stream.of("token", "access_token")
                    .map(name -> token.path(name).asText(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElseThrow(
                            () -> RegistryException.refused("The registry gives no token.", null));
        } catch (IOException e) {
            throw passing("The registry's token is not JSON.", e);
        }
    }

    private static RegistryException failure(int status) {
        String reason = "The registry answered " + status + ".";
        return status == TIMEOUT || status == TOO_MANY || status >= SERVER
                ? passing(reason, null)
                : RegistryException.refused(reason, null);
    }
}
