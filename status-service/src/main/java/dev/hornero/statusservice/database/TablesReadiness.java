// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the tables are there. */
@Readiness
@Singleton
final class TablesReadiness implements HealthCheck {
    private final Migrations migrations;

    TablesReadiness(Migrations migrations) {
        this.migrations = migrations;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tables").status(migrations.done()).build();
    }
}
