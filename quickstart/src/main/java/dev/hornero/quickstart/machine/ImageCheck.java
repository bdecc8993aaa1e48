// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for the image that a build says it made: what a build reports is one thing, bytes that hash
 * to the digest another.
 */
public final class ImageCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MANIFESTS =
            "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json,"
                    + " application/vnd.docker.distribution.manifest.v2+json";

    private final Function<String, Path> layouts;
    private final Optional<String> credentials;
    private final boolean insecure;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * @param layouts where the embedded cluster keeps the images of a repository whose registry
     *     cannot be reached
     * @param environment of the user, with the settings of the registry
     */
    public ImageCheck(Function<String, Path> layouts, Map<String, String> environment) {
        this.layouts = layouts;
        this.credentials =
                Optional.ofNullable(environment.get("HORNERO_REGISTRY_USER"))
                        .map(user ->
                                user
                                        + ":"
                                        + environment.getOrDefault(
                                                "HORNERO_REGISTRY_PASSWORD", ""));
        this.insecure = Boolean.parseBoolean(environment.get("HORNERO_REGISTRY_INSECURE"));
    }

    /**
     * Where the image is, for the user.
     *
     * @throws QuickstartException when it is nowhere
     */
    public String locate(String reference, String digest) throws InterruptedException {
        ImageName name = ImageName.of(reference);
        Path layout = layouts.apply(name.repository());
        if (isInLayout(layout, digest)) {
            return "OCI layout " + layout;
        }
        requireInRegistry(name, digest, layout);
        return "registry " + name.registry();
    }

    private static boolean isInLayout(Path layout, String digest) {
        Path manifest = blob(layout, digest);
        if (!Files.exists(manifest)) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(manifest);
            requireDigest(bytes, digest, manifest.toString());
            JsonNode parsed = JSON.readTree(bytes);
            if (parsed.has("config")) {
                requireBlob(layout, parsed.path("config"));
            }
            for (String parts : List.of("layers", "manifests")) {
                for (JsonNode part : parsed.path(parts)) {
                    requireBlob(layout, part);
                }
            }
            return true;
        } catch (IOException e) {
            throw new QuickstartException(
                    "Cannot read the image in %s: %s".formatted(layout, e.getMessage()), e);
        }
    }

    private static void requireBlob(Path layout, JsonNode descriptor) throws IOException {
        Path blob = blob(layout, descriptor.path("digest").asText());
        if (!Files.exists(blob) || Files.size(blob) != descriptor.path("size").asLong(-1)) {
            throw new QuickstartException("The image in %s lacks %s".formatted(layout, blob));
        }
    }

    private static Path blob(Path layout, String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private void requireInRegistry(ImageName name, String digest, Path layout)
            throws InterruptedException {
        List<IOException> failures = new ArrayList<>();
        for (String scheme : schemes(name)) {
            try {
                requireAt(scheme, name, digest);
                return;
            } catch (IOException e) {
                failures.add(e);
            }
        }
        throw new QuickstartException(
                "The image is neither in %s nor in the registry %s (%s)%s"
                        .formatted(
                                layout,
                                name.registry(),
                                failures.stream()
                                        .map(IOException::toString)
                                        .collect(Collectors.joining("; ")),
                                failures.size() == 1
                                        ? "; a registry that speaks plain HTTP needs"
                                                + " HORNERO_REGISTRY_INSECURE=true"
                                        : ""),
                failures.getFirst());
    }

    /** The builders too push over plain HTTP where the address is private. */
    private List<String> schemes(ImageName name) {
        return insecure || name.isPrivate() ? List.of("http", "https") : List.of("https");
    }

    private void requireAt(String scheme, ImageName name, String digest)
            throws IOException, InterruptedException {
        URI uri =
                URI.create(
                        "%s://%s/v2/%s/manifests/%s"
                                .formatted(scheme, name.registry(), name.repository(), digest));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", MANIFESTS);
        credentials.ifPresent(each ->
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(each.getBytes(UTF_8))));
        HttpResponse<byte[]> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 400 && scheme.equals("http")) {
            throw new IOException("%s does not speak plain HTTP".formatted(name.registry()));
        }
        if (response.statusCode() != 200) {
            throw new QuickstartException(
                    "The registry %s does not show the image: it answers %d to GET %s"
                            .formatted(name.registry(), response.statusCode(), uri.getPath()));
        }
        requireDigest(response.body(), digest, uri.toString());
    }

    private static void requireDigest(byte[] manifest, String digest, String where) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest);
            if (!digest.equals("sha256:" + HexFormat.of().formatHex(hash))) {
                throw new QuickstartException(
                        "The manifest at %s is not the one of digest %s".formatted(where, digest));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
