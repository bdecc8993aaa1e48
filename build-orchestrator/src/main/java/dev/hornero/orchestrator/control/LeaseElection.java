// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stands for election again and again, and runs the control loop while it leads. */
@Singleton
final class LeaseElection {
    private static final Logger LOG = Logger.getLogger(LeaseElection.class);

    private final KubernetesClient client;
    private final ControlLoop loop;
    private final LeaseConfig config;
    private final OwnLease lease;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("leader-", 0).factory());
    private @Nullable CompletableFuture<?> standing;
    private @Nullable Thread leading;
    private boolean stopped;

    LeaseElection(KubernetesClient client, ControlLoop loop, LeaseConfig config, OwnLease lease) {
        this.client = client;
        this.loop = loop;
        this.config = config;
        this.lease = lease;
    }

    void start(@Observes StartupEvent event) {
        stand();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        CompletableFuture<?> standsNow;
        synchronized (this) {
            stopped = true;
            standsNow = standing;
        }
        // The Lease is given back when the loop has ended, so that no two ever act.
        stopLeading();
        if (standsNow != null) {
            standsNow.cancel(true);
        }
        threads.shutdown();
    }

    private synchronized void stand() {
        if (stopped) {
            return;
        }
        LeaderElector elector =
                client.leaderElector()
                        .withConfig(
                                new LeaderElectionConfigBuilder()
                                        .withName(lease.name())
                                        .withLock(lease.lock())
                                        .withLeaseDuration(config.duration())
                                        .withRenewDeadline(config.renewDeadline())
                                        .withRetryPeriod(config.retryPeriod())
                                        .withReleaseOnCancel(true)
                                        .withLeaderCallbacks(
                                                new LeaderCallbacks(
                                                        this::lead, this::deposed, _ -> {}))
                                        .build())
                        .build();
        CompletableFuture<?> stands = elector.start();
        standing = stands;
        var _ = stands.whenCompleteAsync((_, _) -> standAgain(), threads);
    }

    private void standAgain() {
        try {
            stopLeading();
            // Nothing says when the API server is back.
            Thread.sleep(config.retryPeriod());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        stand();
    }

    private synchronized void lead() {
        LOG.infof("Leading lease=%s", lease);
        leading = Thread.ofVirtual().name("control loop").start(this::runLoop);
    }

    private void deposed() {
        LOG.warnf("Not leading any more lease=%s", lease);
        synchronized (this) {
            if (leading != null) {
                leading.interrupt();
            }
        }
    }

    private void stopLeading() throws InterruptedException {
        Thread runs;
        synchronized (this) {
            runs = leading;
            leading = null;
        }
        if (runs != null) {
            runs.interrupt();
            runs.join();
        }
    }

    private void runLoop() {
        try {
            loop.run();
        } catch (InterruptedException e) {
            LOG.debug("Control loop ends", e);
        } catch (RuntimeException | Error e) {
            // For any failure: an instance that renews the Lease and does nothing keeps the others
            // from it.
            LOG.error("Control loop failed; another election decides who goes on", e);
            synchronized (this) {
                if (standing != null) {
                    standing.cancel(true);
                }
            }
        }
    }
}
