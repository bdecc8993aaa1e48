// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.imagebuild.BuildWatch;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final BuildReconciler reconciler;
    private final Releases releases;
    private final OrchestratorConfig config;
    private final Semaphore changes = new Semaphore(0);
    private final LogThrottle throttle = new LogThrottle(InstantSource.system());

    /** What was seen last of builds whose Jobs are gone and whose ends are not published yet. */
    private final Queue<Observation> unpublished = new ConcurrentLinkedQueue<>();

    ControlLoop(
            BuildWatch watch,
            BuildReconciler reconciler,
            Releases releases,
            OrchestratorConfig config) {
        this.watch = watch;
        this.reconciler = reconciler;
        this.releases = releases;
        this.config = config;
    }

    /** Runs until it is interrupted. */
    public void run() throws InterruptedException {
        WorkQueue<BuildWatch.Key> builds = new WorkQueue<>(this::look);
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
                    publishEndsOfTheGone();
                    lookAtAll = System.nanoTime() + config.resync().toNanos();
                }
                if (changes.tryAcquire(lookAtAll - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    // The changes of a burst are taken together.
                    Thread.sleep(BETWEEN_DECISIONS);
                    changes.drainPermits();
                }
            }
        } finally {
            watch.stop();
            // Any reconciliation of a build may begin to follow its log.
            builds.stop();
            reconciler.stop();
            unpublished.clear();
        }
    }

    private void publishEndsOfTheGone() {
        for (int left = unpublished.size(); left > 0; left--) {
            Optional.ofNullable(unpublished.poll()).ifPresent(this::gone);
        }
    }

    private void sweep() {
        try {
            reconciler.sweep(watch);
        } catch (RuntimeException e) {
            if (throttle.isDue("sweep")) {
                LOG.warnf(e, "What is left over is cleaned up later");
            }
        }
    }

    private void look(BuildWatch.Key key, Runnable again) {
        try {
            watch.find(key)
                    .ifPresent(seen ->
                            reconciler.reconcile(
                                    seen,
                                    watch.ledger(
                                            key.namespace(), seen.job().build().projectEnv().id()),
                                    again));
        } catch (RuntimeException e) {
            // It is looked at again with the next change, and at the latest with everything.
            if (throttle.isDue("look " + e.getClass())) {
                LOG.warnf(e, "Builds are looked at again, the last is job=%s", key.job());
            }
        }
    }

    private void gone(Observation last) {
        try {
            reconciler.gone(last);
        } catch (RuntimeException e) {
            // Nothing in the cluster shows it any more.
            unpublished.add(last);
            if (throttle.isDue("gone")) {
                LOG.warnf(e, "End is published later buildId=%s", last.job().build().id());
            }
        } finally {
            changes.release();
        }
    }
}
