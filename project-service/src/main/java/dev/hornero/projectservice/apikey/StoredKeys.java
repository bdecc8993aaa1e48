// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.http.apikey.ApiKeyDirectory;
import dev.hornero.http.apikey.ApiKeyHolder;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.database.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The keys as the REST API asks for them: a revoked one is unknown at once. */
@ApplicationScoped
class StoredKeys implements ApiKeyDirectory {
    private final ApiKeyStore keys;
    private final Schema schema;

    StoredKeys(ApiKeyStore keys, Schema schema) {
        this.keys = keys;
        this.schema = schema;
    }

    @Override
    @Transactional
    public Optional<ApiKeyHolder> find(String sha256) {
        if (!schema.isReady()) {
            throw ProblemException.of(
                    Problem.UNAVAILABLE, "The database is away. Try again in a moment.");
        }
        return keys.bySha256(sha256).map(StoredKeys::holder);
    }

    private static ApiKeyHolder holder(ApiKey key) {
        return new ApiKeyHolder(
                key.id(),
                key.name(),
                key.sha256(),
                Role.valueOf(key.role().name()),
                key.expiresAt());
    }
}
