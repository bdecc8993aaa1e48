// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import dev.hornero.statusservice.database.ReadModels;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Each in a schema of its own. */
@Singleton
final class PostgresFreshReadModels implements FreshReadModels {
    private final ReadModels readModels;

    PostgresFreshReadModels(ReadModels readModels) {
        this.readModels = readModels;
    }

    @Override
    public Optional<FreshReadModel> begin() {
        return readModels.begin().map(PostgresFreshReadModel::new);
    }

    @Override
    public boolean isOneBegun() {
        return readModels.isOneBeingBuilt();
    }
}
