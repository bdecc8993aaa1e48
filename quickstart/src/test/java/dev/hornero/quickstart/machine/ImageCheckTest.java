// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCheckTest {

    @TempDir private Path layouts;

    private HttpServer registry;
    private byte[] manifestInRegistry = new byte[0];

    @BeforeEach
    void startRegistry() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/v2/team/dev-sample/manifests/",
                exchange -> {
                    try (exchange) {
                        int status = manifestInRegistry.length == 0 ? 404 : 200;
                        exchange.sendResponseHeaders(
                                status, status == 200 ? manifestInRegistry.length : -1);
                        if (status == 200) {
                            exchange.getResponseBody().write(manifestInRegistry);
                        }
                    }
                });
        registry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.stop(0);
    }

    @Test
    void anImageInALayoutIsFoundThere() throws Exception {
        String digest = writeImage("layer");

        assertThat(check().locate(reference(), digest))
                .isEqualTo("OCI layout " + layouts.resolve("team/dev-sample"));
    }

    @Test
    void anImageThatLacksALayerIsNone() throws Exception {
        String digest = writeImage("layer");
        Files.delete(blob(digestOf("layer".getBytes(UTF_8))));

        assertThatThrownBy(() -> check().locate(reference(), digest))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("lacks");
    }

    @Test
    void aManifestThatWasChangedIsNotTheImage() throws Exception {
        String digest = writeImage("layer");
        Files.writeString(blob(digest), "{}");

        assertThatThrownBy(() -> check().locate(reference(), digest))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("is not the one of digest");
    }

    @Test
    void anImageInTheRegistryIsFoundThere() throws Exception {
        manifestInRegistry = "{\"layers\":[]}".getBytes(UTF_8);

        assertThat(check().locate(reference(), digestOf(manifestInRegistry)))
                .isEqualTo("registry " + registryHost());
    }

    @Test
    void anImageThatIsNowhereIsSaidInOneLine() {
        String digest = "sha256:" + "00".repeat(32);

        assertThatThrownBy(() -> check().locate(reference(), digest))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("does not show the image: it answers 404");
        registry.stop(0);
        assertThatThrownBy(() -> check().locate(reference(), digest))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("neither in");
    }

    /** As Kaniko takes them: go-containerregistry's names of registries. */
    @ParameterizedTest
    @CsvSource({
        "localhost:5000, true",
        "127.0.0.1:5000, true",
        "10.0.0.7, true",
        "10.0.0.7:5000, true",
        "172.16.0.1:5000, true",
        "172.31.255.1, true",
        "192.168.1.20:5000, true",
        "registry.local:5000, true",
        "registry.localhost, true",
        "[::1]:5000, true",
        "172.32.0.1:5000, false",
        "11.0.0.7, false",
        "192.169.1.20, false",
        "10.example.com, false",
        "localhost.example.com, false",
        "registry.example.com:5000, false",
        "ghcr.io, false"
    })
    void plainHttpIsTriedWhereTheAddressIsPrivate(String registry, boolean plain) {
        assertThat(ImageName.of(registry + "/team/sample").isPrivate()).isEqualTo(plain);
    }

    @Test
    void aRegistryThatSpeaksNoTlsIsReportedWithTheSettingThatItNeeds() {
        registry.stop(0);

        assertThatThrownBy(() ->
                        check().locate(
                                        "registry.invalid:5000/team/sample:1",
                                        "sha256:" + "00".repeat(32)))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("HORNERO_REGISTRY_INSECURE=true");
    }

    private ImageCheck check() {
        return new ImageCheck(layouts::resolve, Map.of());
    }

    private String registryHost() {
        return "127.0.0.1:" + registry.getAddress().getPort();
    }

    private String reference() {
        return registryHost() + "/team/dev-sample:latest";
    }

    private String writeImage(String layer) throws Exception {
        String config = writeBlob("{}".getBytes(UTF_8));
        String content = writeBlob(layer.getBytes(UTF_8));
        return writeBlob(
                """
                {"config":{"digest":"%s","size":2},"layers":[{"digest":"%s","size":%d}]}
                """
                        .formatted(config, content, layer.length())
                        .getBytes(UTF_8));
    }

    private String writeBlob(byte[] content) throws Exception {
        String digest = digestOf(content);
        Files.createDirectories(blob(digest).getParent());
        Files.write(blob(digest), content);
        return digest;
    }

    private Path blob(String digest) {
        return layouts.resolve("team/dev-sample/blobs").resolve(digest.replace(':', '/'));
    }

    private static String digestOf(byte[] content) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
