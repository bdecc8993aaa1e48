// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.EcrClientBuilder;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * Amazon ECR, with the credentials that the SDK finds in its surroundings. Repositories are made
 * before they are pushed to, since ECR makes none by itself.
 */
final class EcrRegistry implements ImageRegistry, AutoCloseable {
    /** How long ECR's tokens are good, by its documentation. */
    private static final Duration LIFE = Duration.ofHours(12);

    private static final Duration TAKEN_FOR_GRANTED = Duration.ofMinutes(10);

    private final EcrClient ecr;
    private final String account;
    private final RegistryConfig.Ecr config;
    private final Clock clock;

    /** When each was ensured last: not permanently, since it may be removed. */
    private final Map<String, Instant> ensured = new ConcurrentHashMap<>();

    /** Repositories that were made here and whose lifecycle policy is still to be put. */
    private final Set<String> withoutPolicy = ConcurrentHashMap.newKeySet();

    private @Nullable Token token;

    /** What was minted, and until when it is taken to be good. */
    private record Token(RegistryCredentials credentials, Instant goodUntil) {}

    public EcrRegistry(RegistryAddress.Ecr address, RegistryConfig config, Clock clock) {
        EcrClientBuilder builder =
                EcrClient.builder()
                        .region(Region.of(address.region()))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(config.timeout())
                                        .socketTimeout(config.timeout()));
        config.ecr().endpoint().ifPresent(builder::endpointOverride);
        this.ecr = builder.build();
        this.account = address.account();
        this.config = config.ecr();
        this.clock = clock;
    }

    @Override
    public void ensureRepository(String path, boolean movableTags) throws RegistryException {
        Instant now = clock.instant();
        ensured.values().removeIf(at -> !at.plus(TAKEN_FOR_GRANTED).isAfter(now));
        if (ensured.containsKey(path)) {
            return;
        }
        try {
            create(path, movableTags);
            if (withoutPolicy.contains(path)) {
                putPolicy(path);
            }
        } catch (SdkException e) {
            throw failure("make repository " + path, e);
        }
        ensured.put(path, now);
    }

    private void create(String path, boolean movableTags) {
        try {
            ecr.createRepository(
                    CreateRepositoryRequest.builder()
                            .registryId(account)
                            .repositoryName(path)
                            .imageScanningConfiguration(
                                    scan -> scan.scanOnPush(config.scanOnPush()))
                            .imageTagMutability(mutability(movableTags))
                            .build());
            if (config.lifecyclePolicy().isPresent()) {
                withoutPolicy.add(path);
            }
        } catch (RepositoryAlreadyExistsException e) {
            // As it should be; how it is set up is its owner's.
        }
    }

    private void putPolicy(String path) {
        config.lifecyclePolicy()
                .ifPresent(text ->
                        ecr.putLifecyclePolicy(policy ->
                                policy.registryId(account)
                                        .repositoryName(path)
                                        .lifecyclePolicyText(text)));
        withoutPolicy.remove(path);
    }

    private ImageTagMutability mutability(boolean movableTags) {
        if (movableTags) {
            return ImageTagMutability.MUTABLE;
        }
        return switch (config.tags()) {
            case MUTABLE -> ImageTagMutability.MUTABLE;
            case IMMUTABLE -> ImageTagMutability.IMMUTABLE;
        };
    }

    @Override
    public synchronized Optional<RegistryCredentials> credentials(Duration validFor)
            throws RegistryException {
        Duration needed =
                validFor.compareTo(config.renewAhead()) > 0 ? validFor : config.renewAhead();
        Instant now = clock.instant();
        if (token == null || (!validFor.isZero() && token.goodUntil().isBefore(now.plus(needed)))) {
            token = mint(now);
        }
        return Optional.of(token.credentials());
    }

    private Token mint(Instant now) throws RegistryException {
        try {
            AuthorizationData data =
                    ecr.getAuthorizationToken(request -> {}).authorizationData().getFirst();
            String[] userAndPassword =
                    new String(
                                    Base64.getDecoder().decode(data.authorizationToken()),
                                    StandardCharsets.UTF_8)
                            .split(":", 2);
            // Emulators give times that have long passed.
            Instant until =
                    Optional.ofNullable(data.expiresAt())
                            .filter(at -> at.isAfter(now))
                            .orElseGet(() -> now.plus(LIFE));
            return new Token(
                    new RegistryCredentials(userAndPassword[0], userAndPassword[1]), until);
        } catch (SdkException e) {
            throw failure("mint a token", e);
        }
    }

    @Override
    public Optional<String> digestOf(String path, String tag) throws RegistryException {
        try {
            return ecr
                    .describeImages(request ->
                            request.registryId(account)
                                    .repositoryName(path)
                                    .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                    .imageDetails()
                    .stream()
                    .map(detail -> detail.imageDigest())
                    .findFirst();
        } catch (ImageNotFoundException | RepositoryNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("look for image " + path + ":" + tag, e);
        }
    }

    private static RegistryException failure(String what, SdkException e) {
        if (e instanceof SdkServiceException answer) {
            String reason = "ECR did not %s: %s".formatted(what, said(answer));
            return answer.isThrottlingException() || answer.statusCode() >= 500
                    ? RegistryException.passing(reason, e)
                    : RegistryException.refused(reason, e);
        }
        return e instanceof SdkClientException
                ? RegistryException.passing(
                        "ECR could not be asked to %s: %s".formatted(what, e.getMessage()), e)
                : RegistryException.refused(
                        "ECR did not %s: %s".formatted(what, e.getMessage()), e);
    }

    private static String said(SdkServiceException answer) {
        return answer instanceof software.amazon.awssdk.awscore.exception.AwsServiceException aws
                        && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorCode() + ": " + aws.awsErrorDetails().errorMessage()
                : "status " + answer.statusCode();
    }

    @Override
    public void close() {
        ecr.close();
    }
}
