// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With answers in the shapes of AWS: JSON 1.1, the operation in a header, errors by their type. */
class EcrRegistryTest {
    private static final String OPERATION = "AmazonEC2ContainerRegistry_V20150921.";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REPOSITORY =
            """
            {"repository":{"repositoryArn":"arn:aws:ecr:eu-west-1:123456789012:repository/prod-shop",\
            "registryId":"123456789012","repositoryName":"prod-shop"}}
            """;

    private static final WireMockServer ECR = new WireMockServer(wireMockConfig().dynamicPort());

    private Instant now = NOON;

    @BeforeAll
    static void start() {
        ECR.start();
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @AfterAll
    static void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        ECR.stop();
    }

    @BeforeEach
    void forget() {
        ECR.resetAll();
    }

    @AfterEach
    void reset() {
        now = NOON;
    }

    @Test
    void aRepositoryIsMadeAsTheSettingsSay() throws RegistryException {
        answer("CreateRepository", ok(REPOSITORY));
        answer("PutLifecyclePolicy", ok("{\"repositoryName\":\"prod-shop\"}"));
        try (EcrRegistry registry =
                registry(
                        Map.of(
                                "hornero.registry.ecr.tags",
                                "IMMUTABLE",
                                "hornero.registry.ecr.lifecycle-policy",
                                "{\"rules\":[]}"))) {
            registry.ensureRepository("prod-shop", false);
            registry.ensureRepository("prod-shop", false);
        }

        ECR.verify(
                1,
                asked("CreateRepository")
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"registryId":"123456789012","repositoryName":"prod-shop",
                                         "imageTagMutability":"IMMUTABLE",
                                         "imageScanningConfiguration":{"scanOnPush":true}}
                                        """)));
        ECR.verify(
                1,
                asked("PutLifecyclePolicy")
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"registryId":"123456789012","repositoryName":"prod-shop",
                                         "lifecyclePolicyText":"{\\"rules\\":[]}"}
                                        """)));
    }

    @Test
    void aRepositoryOfLayersHasMovableTagsAlways() throws RegistryException {
        answer("CreateRepository", ok(REPOSITORY));
        try (EcrRegistry registry = registry(Map.of("hornero.registry.ecr.tags", "IMMUTABLE"))) {
            registry.ensureRepository("prod-shop/cache", true);
        }

        ECR.verify(
                asked("CreateRepository")
                        .withRequestBody(
                                equalToJson(
                                        "{\"repositoryName\":\"prod-shop/cache\",\"imageTagMutability\":\"MUTABLE\"}",
                                        true,
                                        true)));
    }

    @Test
    void aRepositoryThatIsThereIsLeftAsItIs() throws RegistryException {
        answer("CreateRepository", refusal("RepositoryAlreadyExistsException", "already exists"));
        try (EcrRegistry registry =
                registry(Map.of("hornero.registry.ecr.lifecycle-policy", "{\"rules\":[]}"))) {
            registry.ensureRepository("prod-shop", false);
        }

        ECR.verify(0, asked("PutLifecyclePolicy"));
    }

    @Test
    void aRepositoryThatSomebodyRemovedIsMadeAgainBeforeLong() throws RegistryException {
        answer("CreateRepository", ok(REPOSITORY));
        try (EcrRegistry registry = registry(Map.of())) {
            registry.ensureRepository("prod-shop", false);
            now = NOON.plus(Duration.ofMinutes(5));
            registry.ensureRepository("prod-shop", false);
            ECR.verify(1, asked("CreateRepository"));

            now = NOON.plus(Duration.ofMinutes(10));
            registry.ensureRepository("prod-shop", false);
        }
        ECR.verify(2, asked("CreateRepository"));
    }

    @Test
    void aPolicyThatCouldNotBePutIsPutTheNextTime() throws RegistryException {
        answer("CreateRepository", ok(REPOSITORY));
        answer("PutLifecyclePolicy", refusal("AccessDeniedException", "not authorized"));
        try (EcrRegistry registry =
                registry(Map.of("hornero.registry.ecr.lifecycle-policy", "{\"rules\":[]}"))) {
            assertThatThrownBy(() -> registry.ensureRepository("prod-shop", false))
                    .isInstanceOf(RegistryException.class);
            ECR.resetAll();
            answer(
                    "CreateRepository",
                    refusal("RepositoryAlreadyExistsException", "already exists"));
            answer("PutLifecyclePolicy", ok("{}"));

            registry.ensureRepository("prod-shop", false);
        }

        ECR.verify(1, asked("PutLifecyclePolicy"));
    }

    @Test
    void aMissingRightToMakeARepositoryIsReportedAtOnce() {
        answer(
                "CreateRepository",
                refusal(
                        "AccessDeniedException",
                        "is not authorized to perform: ecr:CreateRepository"));
        try (EcrRegistry registry = registry(Map.of())) {
            assertThatThrownBy(() -> registry.ensureRepository("prod-shop", false))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> {
                                assertThat(e.isPassing()).isFalse();
                                assertThat(e.reason())
                                        .contains("AccessDeniedException")
                                        .contains("ecr:CreateRepository");
                            });
        }

        ECR.verify(1, asked("CreateRepository"));
    }

    @Test
    void beingAskedTooOftenPasses() {
        answer("GetAuthorizationToken", refusal("ThrottlingException", "Rate exceeded"));
        try (EcrRegistry registry = registry(Map.of())) {
            assertThatThrownBy(() -> registry.credentials(Duration.ofHours(1)))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.isPassing()).isTrue());
        }
    }

    @Test
    void anEcrThatIsAwayPasses() {
        answer("GetAuthorizationToken", aResponse().withStatus(503));
        try (EcrRegistry registry = registry(Map.of())) {
            assertThatThrownBy(() -> registry.credentials(Duration.ofHours(1)))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.isPassing()).isTrue());
        }
    }

    @Test
    void aTokenIsKeptUntilALittleBeforeItExpires() throws RegistryException {
        answer("GetAuthorizationToken", token("first", NOON.plus(Duration.ofHours(12))));
        try (EcrRegistry registry = registry(Map.of())) {
            assertThat(registry.credentials(Duration.ofHours(1)))
                    .contains(new RegistryCredentials("AWS", "first"));
            now = NOON.plus(Duration.ofHours(9));
            assertThat(registry.credentials(Duration.ofHours(1)))
                    .contains(new RegistryCredentials("AWS", "first"));
            ECR.verify(1, asked("GetAuthorizationToken"));

            // Two hours are left of it and not a second more.
            answer("GetAuthorizationToken", token("second", NOON.plus(Duration.ofHours(24))));
            now = NOON.plus(Duration.ofHours(10)).plusSeconds(1);
            assertThat(registry.credentials(Duration.ofHours(1)))
                    .contains(new RegistryCredentials("AWS", "second"));
        }
        ECR.verify(2, asked("GetAuthorizationToken"));
    }

    @Test
    void aLongBuildGetsATokenThatOutlivesIt() throws RegistryException {
        answer("GetAuthorizationToken", token("first", NOON.plus(Duration.ofHours(12))));
        try (EcrRegistry registry = registry(Map.of())) {
            registry.credentials(Duration.ofHours(1));
            now = NOON.plus(Duration.ofHours(8));
            registry.credentials(Duration.ofHours(6));
        }
        ECR.verify(2, asked("GetAuthorizationToken"));
    }

    @Test
    void anEmulatorsTokenOfLongAgoIsNotMintedForEachBuild() throws RegistryException {
        answer("GetAuthorizationToken", token("first", Instant.parse("2015-01-01T00:00:00Z")));
        try (EcrRegistry registry = registry(Map.of())) {
            registry.credentials(Duration.ofHours(1));
            registry.credentials(Duration.ofHours(1));
        }
        ECR.verify(1, asked("GetAuthorizationToken"));
    }

    @Test
    void theDigestOfATagIsAskedFor() throws RegistryException {
        String digest = "sha256:" + "b".repeat(64);
        answer(
                "DescribeImages",
                ok(
                        "{\"imageDetails\":[{\"repositoryName\":\"prod-shop\",\"imageDigest\":\"%s\"}]}"
                                .formatted(digest)));
        try (EcrRegistry registry = registry(Map.of())) {
            assertThat(registry.digestOf("prod-shop", "build-1")).contains(digest);
            answer("DescribeImages", refusal("ImageNotFoundException", "no such image"));
            assertThat(registry.digestOf("prod-shop", "build-2")).isEmpty();
        }
    }

    private EcrRegistry registry(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        String host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
        all.put("hornero.registry.address", host);
        all.put("hornero.registry.ecr.endpoint", ECR.baseUrl());
        RegistryConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(all)
                        .withMapping(RegistryConfig.class)
                        .build()
                        .getConfigMapping(RegistryConfig.class);
        return new EcrRegistry(
                RegistryAddress.parse(host).ecr().orElseThrow(), config, new TestClock());
    }

    private static void answer(String operation, ResponseDefinitionBuilder answer) {
        ECR.stubFor(
                post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo(OPERATION + operation))
                        .willReturn(
                                answer.withHeader("Content-Type", "application/x-amz-json-1.1")));
    }

    private static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder asked(
            String operation) {
        return postRequestedFor(urlEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo(OPERATION + operation));
    }

    private static ResponseDefinitionBuilder ok(String body) {
        return aResponse().withStatus(200).withBody(body);
    }

    private static ResponseDefinitionBuilder refusal(String type, String message) {
        return aResponse()
                .withStatus(400)
                .withBody("{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message));
    }

    private static ResponseDefinitionBuilder token(String password, Instant expires) {
        String token =
                Base64.getEncoder()
                        .encodeToString(("AWS:" + password).getBytes(StandardCharsets.UTF_8));
        return ok(
                "{\"authorizationData\":[{\"authorizationToken\":\"%s\",\"expiresAt\":%d,\"proxyEndpoint\":\"https://example.com\"}]}"
                        .formatted(token, expires.getEpochSecond()));
    }

    /** Stands still until a test moves it. */
    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
