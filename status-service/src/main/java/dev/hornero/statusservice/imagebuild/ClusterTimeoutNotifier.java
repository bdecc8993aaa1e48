// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Notifies those who watch when a cluster has not answered in time: no event says so. */
@Singleton
final class ClusterTimeoutNotifier {
    private static final Logger LOG = Logger.getLogger(ClusterTimeoutNotifier.class);
    private static final int SECONDS = 5;

    private final Builds builds;
    private final Duration timeout;
    private final Clock clock;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    ClusterTimeoutNotifier(Builds builds, StatusConfig config, Clock clock) {
        this.builds = builds;
        this.timeout = config.clusterTimeout();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("cluster-timeouts").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    private void watch() {
        Instant last = clock.instant();
        try {
            while (!shutdown.await(SECONDS, TimeUnit.SECONDS)) {
                Instant now = clock.instant();
                if (notify(last, now)) {
                    last = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
