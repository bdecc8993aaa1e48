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

/** Tells those who watch when a cluster has been silent too long: no event says so. */
@Singleton
final class Silences {
    private static final Logger LOG = Logger.getLogger(Silences.class);
    private static final int SECONDS = 5;

    private final Builds builds;
    private final Duration silence;
    private final Clock clock;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    Silences(Builds builds, StatusConfig config, Clock clock) {
        this.builds = builds;
        this.silence = config.clusterSilence();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("silences").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    private void watch() {
        Instant told = clock.instant();
        try {
            while (!shutdown.await(SECONDS, TimeUnit.SECONDS)) {
                Instant now = clock.instant();
                if (tell(told, now)) {
                    told = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell(Instant after, Instant until) {
        try {
            builds.tellUnanswered(after.minus(silence), until.minus(silence));
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Silent clusters are not known for now");
            return false;
        }
    }
}
