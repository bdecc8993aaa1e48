// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every build namespace can be watched: builds in another one stand still. */
@Readiness
@ApplicationScoped
class WatchReadiness implements HealthCheck {
    private final LedgerWatch ledgers;

    WatchReadiness(LedgerWatch ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("build namespaces");
        Set<String> unseen = ledgers.unseen();
        return unseen.isEmpty()
                ? answer.up().build()
                : answer.down().withData("notWatched", String.join(",", unseen)).build();
    }
}
