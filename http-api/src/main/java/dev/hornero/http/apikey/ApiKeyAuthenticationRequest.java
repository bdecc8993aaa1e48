// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A caller shows an API key. Only its digest goes on from here. */
final class ApiKeyAuthenticationRequest extends BaseAuthenticationRequest
        implements AuthenticationRequest {
    private final String sha256;

    ApiKeyAuthenticationRequest(String sha256) {
        this.sha256 = sha256;
    }

    String sha256() {
        return sha256;
    }
}
