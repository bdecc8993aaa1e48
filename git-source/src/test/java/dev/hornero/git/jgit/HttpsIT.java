// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceException.Reason;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceLimits;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir Path root;
    @TempDir Path keys;

    private GitServer server;

    @BeforeEach
    void serveARepository() {
        server = GitServer.start(root, 0);
        server.repository("app.git")
                .commit("main", "Begin", Map.of("Dockerfile", "FROM scratch\n"));
        server.repository("app.git").configure("uploadpack.allowFilter", "true");
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    @Test
    void aHostWithATrustedCertificateIsRead() throws Exception {
        SSLContext tls = certificateFor("IP:127.0.0.1");
        try (Relay secure = Relay.secureTo(server.uri(""), tls);
                JGitSourceRepositories repositories =
                        new JGitSourceRepositories(
                                Reading.THIS_MACHINE,
                                SourceLimits.defaults(),
                                tls.getSocketFactory())) {
            SourceFile file = repositories.read(Reading.of(secure.uri("/app.git")).request());

            assertThat(file.content()).asString(UTF_8).isEqualTo("FROM scratch\n");
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        try (Relay secure = Relay.secureTo(server.uri(""), certificateFor("IP:127.0.0.1"))) {
            SourceException failure = Reading.of(secure.uri("/app.git")).failure();

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.sentence()).contains("TLS certificate");
            assertThat(failure.transientFailure()).isFalse();
        }
    }

    @Test
    void anotherHostsCertificateIsRefused() throws Exception {
        SSLContext tls = certificateFor("DNS:elsewhere.example");
        try (Relay secure = Relay.secureTo(server.uri(""), tls)) {
            SourceException failure =
                    Reading.of(secure.uri("/app.git")).failure(tls.getSocketFactory());

            assertThat(failure.reason()).isEqualTo(Reason.GIT_UNREACHABLE);
            assertThat(failure.sentence()).contains("another host's");
        }
    }

    /** A context that shows a fresh certificate and trusts it and no other. */
    private SSLContext certificateFor(String name) throws Exception {
        Path file = keys.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "SAN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
        shown.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
