// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.build.BuildWatch;
import dev.hornero.orchestrator.build.Observation;
import dev.hornero.orchestrator.build.OrchestratorConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What a leader does for as long as it leads: it looks at what changes, and at everything often.
 */
@Singleton
public class ControlLoop {
    private static final Logger LOG = Logger.getLogger(ControlLoop.class);

    /**
     * A decision looks at every Job, and a burst of orders changes something every millisecond.
     * Beside the start of a Pod this is nothing.
     */
    private static final Duration BETWEEN_DECISIONS = Duration.ofMillis(50);

    private final BuildWatch watch;
    private final BuildFollowUp followUp;
    private final Releases releases;
    private final OrchestratorConfig config;
    private final Semaphore changes = new Semaphore(0);

    ControlLoop(
            BuildWatch watch,
            BuildFollowUp followUp,
            Releases releases,
            OrchestratorConfig config) {
        this.watch = watch;
        this.followUp = followUp;
        this.releases = releases;
        this.config = config;
    }

    /** Runs until it is interrupted. */
    public void run() throws InterruptedException {
        KeyedWork<BuildWatch.Key> builds = new KeyedWork<>(this::look);
        try {
            watch.start(
                    key -> {
                        builds.request(key);
                        changes.release();
                    },
                    last -> Thread.ofVirtual().name("gone").start(() -> gone(last)));
            LOG.info("Watching builds");
            long lookAtAll = System.nanoTime();
            while (true) {
                releases.releaseNext(watch);
                if (System.nanoTime() - lookAtAll >= 0) {
                    watch.all().forEach(seen -> builds.request(BuildWatch.Key.of(seen)));
                    sweep();
                    lookAtAll = System.nanoTime() + config.resync().toNanos();
                }
                if (changes.tryAcquire(lookAtAll - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    Thread.sleep(BETWEEN_DECISIONS);
                    changes.drainPermits();
                }
            }
        } finally {
            watch.stop();
            // Whatever looks at a build may begin to follow its log.
            builds.stop();
            followUp.stop();
        }
    }

    private void sweep() {
        try {
            followUp.sweep(watch);
        } catch (RuntimeException e) {
            LOG.warnf(e, "What is left over is cleaned up later");
        }
    }

    private void look(BuildWatch.Key key, Runnable again) {
        try {
            watch.find(key)
                    .ifPresent(seen ->
                            followUp.follow(
                                    seen,
                                    watch.ledger(
                                            key.namespace(), seen.job().build().projectEnv().id()),
                                    again));
        } catch (RuntimeException e) {
            // It is looked at again with the next change, and at the latest with everything.
            LOG.warnf(e, "Build is looked at again job=%s", key.job());
        }
    }

    private void gone(Observation last) {
        try {
            followUp.gone(last);
        } catch (RuntimeException e) {
            LOG.errorf(e, "End could not be told buildId=%s", last.job().build().id());
        } finally {
            changes.release();
        }
    }
}
