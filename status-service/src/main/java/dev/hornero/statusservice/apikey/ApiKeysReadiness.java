// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.apikey;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a key that was issued might be unknown, or one that was revoked known. */
@Readiness
@Singleton
final class ApiKeysReadiness implements HealthCheck {
    private final IssuedKeys keys;
    private final KafkaApiKeyReader reader;

    ApiKeysReadiness(IssuedKeys keys, KafkaApiKeyReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("api keys")
                .status(keys.isComplete() && reader.isReading())
                .build();
    }
}
