// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.messaging.ServiceLifecycle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Notifies those who watch when a cluster has not answered in time: no event says so. */
@Singleton
final class ClusterTimeoutNotifier {
    private static final Logger LOG = Logger.getLogger(ClusterTimeoutNotifier.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Builds builds;
    private final Duration timeout;
    private final Clock clock;
    private final ServiceLifecycle lifecycle;

    ClusterTimeoutNotifier(
            Builds builds, StatusConfig config, Clock clock, ServiceLifecycle lifecycle) {
        this.builds = builds;
        this.timeout = config.clusterTimeout();
        this.clock = clock;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("cluster-timeouts", this::watch);
    }

    private void watch() throws InterruptedException {
        Instant last = clock.instant();
        while (!lifecycle.stopsWithin(PAUSE)) {
            Instant now = clock.instant();
            if (notify(last, now)) {
                last = now;
            }
        }
    }

    private boolean notify(Instant after, Instant until) {
        try {
            builds.notifyUnanswered(after.minus(timeout), until.minus(timeout));
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Clusters that do not answer are not known for now");
            return false;
        }
    }
}
