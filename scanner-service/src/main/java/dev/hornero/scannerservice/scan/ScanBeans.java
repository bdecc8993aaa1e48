// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.git.HostPolicy;
import dev.hornero.git.SourceLimits;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.jgit.JGitSourceRepositories;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes what scans read with, as the settings say. */
final class ScanBeans {
    private ScanBeans() {}

    @Produces
    @Singleton
    static JGitSourceRepositories repositories(ScanConfig config) {
        SourceLimits defaults = SourceLimits.defaults();
        return new JGitSourceRepositories(
                HostPolicy.of(
                        config.allowSchemes().orElse(List.of()),
                        config.allowCidrs().orElse(List.of())),
                defaults.withDurations(defaults.connect(), defaults.silence(), config.timeout()));
    }

    static void close(@Disposes JGitSourceRepositories repositories) {
        repositories.close();
    }

    @Produces
    @Singleton
    static Dockerfiles dockerfiles(
            SourceRepositories repositories, ScanConfig config, MeterRegistry meters) {
        ReadSlots slots =
                new ReadSlots(
                        config.reads(),
                        config.readsPerHost(),
                        CompletableFuture.delayedExecutor(
                                config.patience().toMillis(), TimeUnit.MILLISECONDS),
                        new HostMeters(meters));
        DistributionSummary received =
                DistributionSummary.builder("hornero.scan.received.bytes")
                        .description("What reads got from git hosts, failed ones too")
                        .baseUnit("bytes")
                        .register(meters);
        meters.gauge("hornero.scan.hosts", slots, ReadSlots::hosts);
        meters.gauge("hornero.scan.waiting", slots, ReadSlots::waiting);
        return new Dockerfiles(
                repositories,
                slots,
                config.attempts(),
                config.firstDelay(),
                Thread::sleep,
                received::record);
    }
}
