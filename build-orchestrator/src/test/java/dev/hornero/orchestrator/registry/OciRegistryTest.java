// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry by the OCI distribution specification, over plain HTTP unless a test says so. */
class OciRegistryTest {
    private static final String MANIFEST = "/v2/images/prod-shop/manifests/build-7";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    /** {@code pusher:registry-password}. */
    private static final String BASIC = "Basic cHVzaGVyOnJlZ2lzdHJ5LXBhc3N3b3Jk";

    private static final Map<String, String> PUSHER =
            Map.of(
                    "hornero.registry.user",
                    "pusher",
                    "hornero.registry.password",
                    "registry-password");

    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @AfterEach
    void forget() {
        SERVER.resetAll();
    }

    @Test
    void theDigestOfATagIsAskedForWithUserAndPassword() throws RegistryException {
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .withHeader("Authorization", equalTo(BASIC))
                        .withHeader("Accept", containing("application/vnd.oci.image.index.v1+json"))
                        .willReturn(found()));

        assertThat(registry(PUSHER).digestOf("images/prod-shop", "build-7")).contains(DIGEST);
    }

    @Test
    void aRegistryThatAsksForNothingGetsNothing() throws RegistryException {
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .withHeader("Authorization", absent())
                        .willReturn(found()));

        assertThat(registry(Map.of()).digestOf("images/prod-shop", "build-7")).contains(DIGEST);
        assertThat(registry(Map.of()).credentials(Duration.ZERO)).isEmpty();
    }

    @Test
    void whoPushesIsWhoTheSettingsName() {
        assertThat(registry(PUSHER).credentials(Duration.ofHours(1)))
                .contains(new RegistryCredentials("pusher", "registry-password"));
        assertThat(registry(PUSHER).credentials(Duration.ZERO).orElseThrow().toString())
                .doesNotContain("registry-password");
    }

    @Test
    void dockerHubIsAskedWhereItsApiIs() {
        assertThat(RegistryAddress.parse("docker.io/acme").apiHost())
                .isEqualTo("registry-1.docker.io");
        assertThat(RegistryAddress.parse("registry.example.com:5000/acme").apiHost())
                .isEqualTo("registry.example.com:5000");
    }

    @Test
    void anImageThatIsNotThereHasNoDigest() throws RegistryException {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(aResponse().withStatus(404)));

        assertThat(registry(PUSHER).digestOf("images/prod-shop", "build-7")).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotTellTheDigestGivesTheManifest() throws RegistryException {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(aResponse().withStatus(200)));
        SERVER.stubFor(get(urlEqualTo(MANIFEST)).willReturn(aResponse().withBody("{}")));

        assertThat(registry(PUSHER).digestOf("images/prod-shop", "build-7"))
                .contains(
                        "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void aTokenIsFetchedWhereTheRegistrySays() throws RegistryException {
        challenge("Bearer realm=\"%s/token?account=ci\",service=\"registry\",scope=%s");
        SERVER.stubFor(
                get(urlPathEqualTo("/token"))
                        .withHeader("Authorization", equalTo(BASIC))
                        .willReturn(aResponse().withBody("{\"access_token\":\"granted\"}")));

        assertThat(registry(PUSHER).digestOf("images/prod-shop", "build-7")).contains(DIGEST);

        SERVER.verify(
                getRequestedFor(urlPathEqualTo("/token"))
                        .withQueryParam("account", equalTo("ci"))
                        .withQueryParam("service", equalTo("registry"))
                        .withQueryParam("scope", equalTo("repository:images/prod-shop:pull")));
    }

    @Test
    void aTokenIsFetchedWithoutAPasswordToo() throws RegistryException {
        challenge("Bearer realm=\"%s/token\",scope=%s");
        SERVER.stubFor(
                get(urlPathEqualTo("/token"))
                        .withHeader("Authorization", absent())
                        .willReturn(aResponse().withBody("{\"token\":\"granted\"}")));

        assertThat(registry(Map.of()).digestOf("images/prod-shop", "build-7")).contains(DIGEST);
    }

    @Test
    void aTokenServerThatRefusesIsARefusal() {
        challenge("Bearer realm=\"%s/token\",scope=%s");
        SERVER.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(403)));

        assertThat(failure(PUSHER)).returns(false, RegistryException::isPassing);
    }

    @Test
    void aTokenServerThatIsBusyPasses() {
        challenge("Bearer realm=\"%s/token\",scope=%s");
        SERVER.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(503)));

        assertThat(failure(PUSHER)).returns(true, RegistryException::isPassing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer realm=\"not an address\"",
                "Bearer realm=\"ftp://x/y\"",
                "Bearer",
                "Basic realm=\"x\"",
                ""
            })
    void aChallengeThatCannotBeMetIsARefusal(String header) {
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader("WWW-Authenticate", header)));

        assertThat(failure(PUSHER))
                .returns(false, RegistryException::isPassing)
                .hasMessageNotContaining("registry-password");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 400, 405})
    void aRefusalStays(int status) {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(aResponse().withStatus(status)));

        assertThat(failure(PUSHER))
                .returns(false, RegistryException::isPassing)
                .hasMessageContaining("answered " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aRegistryThatIsBusyOrBrokenPasses(int status) {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(aResponse().withStatus(status)));

        assertThat(failure(PUSHER)).returns(true, RegistryException::isPassing);
    }

    @Test
    void aRegistryThatHangsUpPasses() {
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(failure(PUSHER)).returns(true, RegistryException::isPassing);
    }

    @Test
    void aRegistryThatIsSlowPasses() {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(found().withFixedDelay(60_000)));
        Map<String, String> settings = new HashMap<>(PUSHER);
        settings.put("hornero.registry.timeout", "100ms");

        assertThat(failure(settings)).returns(true, RegistryException::isPassing);
    }

    @Test
    void anUntrustedCertificateIsAcceptedWhereThatIsWanted() throws RegistryException {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(found()));

        assertThat(registry(SERVER.httpsPort(), PUSHER).digestOf("images/prod-shop", "build-7"))
                .contains(DIGEST);
        SERVER.verify(headRequestedFor(urlEqualTo(MANIFEST)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPasswordGoesToNoUntrustedServerWhereThatIsNotWanted(boolean tls) {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(found()));
        Map<String, String> settings = new HashMap<>(PUSHER);
        settings.put("hornero.registry.insecure", "false");
        OciRegistry registry = registry(tls ? SERVER.httpsPort() : SERVER.port(), settings);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry.digestOf("images/prod-shop", "build-7"));

        SERVER.verify(0, headRequestedFor(urlEqualTo(MANIFEST)));
    }

    @Test
    void aRegistryAtAPrivateAddressIsAskedOverPlainHttpAsKanikoDoes() throws RegistryException {
        SERVER.stubFor(head(urlEqualTo(MANIFEST)).willReturn(found()));

        assertThat(
                        registry(Map.of("hornero.registry.insecure", "false"))
                                .digestOf("images/prod-shop", "build-7"))
                .contains(DIGEST);
    }

    /** 401 with this challenge; with the token {@code granted} the manifest is found. */
    private static void challenge(String header) {
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .willReturn(
                                aResponse()
                                        .withStatus(401)
                                        .withHeader("WWW-Authenticate", "Negotiate")
                                        .withHeader(
                                                "WWW-Authenticate",
                                                header.formatted(
                                                        SERVER.baseUrl(),
                                                        "\"repository:images/prod-shop:pull\""))));
        SERVER.stubFor(
                head(urlEqualTo(MANIFEST))
                        .withHeader("Authorization", equalTo("Bearer granted"))
                        .willReturn(found()));
    }

    private static ResponseDefinitionBuilder found() {
        return aResponse().withStatus(200).withHeader("Docker-Content-Digest", DIGEST);
    }

    private static RegistryException failure(Map<String, String> settings) {
        return assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> registry(settings).digestOf("images/prod-shop", "build-7"))
                .actual();
    }

    private static OciRegistry registry(Map<String, String> settings) {
        return registry(SERVER.port(), settings);
    }

    private static OciRegistry registry(int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("hornero.registry.address", "localhost:" + port);
        all.put("hornero.registry.insecure", "true");
        all.putAll(settings);
        return new OciRegistry(
                RegistryAddress.parse("localhost:" + port),
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(all)
                        .withMapping(RegistryConfig.class)
                        .build()
                        .getConfigMapping(RegistryConfig.class));
    }
}
