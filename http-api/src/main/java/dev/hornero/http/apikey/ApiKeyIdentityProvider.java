// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Knows a caller by the digest of the API key; the principal's name is the key's. */
@Singleton
final class ApiKeyIdentityProvider implements IdentityProvider<ApiKeyAuthenticationRequest> {
    private final ApiKeyDirectory directory;
    private final Clock clock;

    ApiKeyIdentityProvider(ApiKeyDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Class<ApiKeyAuthenticationRequest> getRequestType() {
        return ApiKeyAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            ApiKeyAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identify(request.sha256()));
    }

    private SecurityIdentity identify(String sha256) {
        ApiKeyHolder holder =
                directory
                        .find(sha256)
                        .filter(found -> ApiKeyDigest.same(found.sha256(), sha256))
                        .filter(found -> !found.hasExpiredAt(clock.instant()))
                        .orElseThrow(AuthenticationFailedException::new);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.role().included())
                .addAttribute(ApiKeyHolder.ATTRIBUTE, holder)
                .build();
    }
}
