// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemDocument;
import dev.hornero.http.problem.ProblemResponses;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** {@code Authorization: Bearer <API key>}. */
@Singleton
final class ApiKeyMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = SCHEME + " realm=\"hornero\"";

    private final ProblemResponses responses;

    ApiKeyMechanism(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext request, IdentityProviderManager identities) {
        return shownKey(request)
                .map(key ->
                        identities.authenticate(
                                new ApiKeyAuthenticationRequest(ApiKeyDigest.of(key))))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private static Optional<String> shownKey(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HttpHeaderNames.AUTHORIZATION))
                .map(String::strip)
                .filter(header -> header.regionMatches(true, 0, SCHEME + " ", 0, 7))
                .map(header -> header.substring(7).strip())
                .filter(key -> !key.isEmpty());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        responses.send(
                request,
                ProblemDocument.of(
                        Problem.UNAUTHENTICATED,
                        "Send a valid API key as \"Authorization: Bearer <key>\"."));
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApiKeyAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.AUTHORIZATION, SCHEME));
    }
}
