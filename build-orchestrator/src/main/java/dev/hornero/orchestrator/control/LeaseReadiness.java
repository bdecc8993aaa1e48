// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while this instance leads, or waits for the lead and could take it. */
@Readiness
@ApplicationScoped
class LeaseReadiness implements HealthCheck {
    private final OwnLease lease;

    LeaseReadiness(OwnLease lease) {
        this.lease = lease;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("lease");
        return lease.obstacle()
                .map(reason -> answer.down().withData("reason", reason).build())
                .orElseGet(() -> answer.up().build());
    }
}
