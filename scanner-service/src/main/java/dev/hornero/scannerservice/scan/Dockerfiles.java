// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.events.BuildId;
import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.SourceRequest;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Reads Dockerfiles within the limits, and again where the failure may pass. */
@Singleton
final class Dockerfiles {
    private static final Logger LOG = Logger.getLogger(Dockerfiles.class);

    /** The limit of what a host may ask for: a user waits for the build. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

    private final SourceRepositories repositories;
    private final ReadSlots slots;
    private final int attempts;
    private final Duration firstDelay;
    private final Pause pause;
    private final LongConsumer bytesReceived;

    /** How the time between two attempts passes. */
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    @Inject
    Dockerfiles(SourceRepositories repositories, ScanConfig config, MeterRegistry meters) {
        this(
                repositories,
                slots(config, meters),
                config.attempts(),
                config.firstDelay(),
                Thread::sleep,
                DistributionSummary.builder("hornero.scan.received.bytes")
                                .description("What reads got from git hosts, failed ones too")
                                .baseUnit("bytes")
                                .register(meters)
                        ::record);
    }

    private static ReadSlots slots(ScanConfig config, MeterRegistry meters) {
        ReadSlots slots =
                new ReadSlots(
                        config.reads(),
                        config.readsPerHost(),
                        CompletableFuture.delayedExecutor(
                                config.patience().toMillis(), TimeUnit.MILLISECONDS),
                        new ReadsPerHostMeter(meters));
        meters.gauge("hornero.scan.hosts", slots, ReadSlots::hosts);
        meters.gauge("hornero.scan.waiting", slots, ReadSlots::waiting);
        return slots;
    }

    Dockerfiles(
            SourceRepositories repositories,
            ReadSlots slots,
            int attempts,
            Duration firstDelay,
            Pause pause,
            LongConsumer bytesReceived) {
        this.repositories = repositories;
        this.slots = slots;
        this.attempts = attempts;
        this.firstDelay = firstDelay;
        this.pause = pause;
        this.bytesReceived = bytesReceived;
    }

    /**
     * Reads one; blocks.
     *
     * @param build for whom, to say so in logs
     * @throws SourceException the last failure, when no attempt is left or none would help
     */
    SourceFile read(SourceRequest request, BuildId build, ScanTrace trace)
            throws SourceException, InterruptedException {
        String host = host(request.url());
        for (int attempt = 1; ; attempt++) {
            Span waiting = trace.step("wait for a place");
            try {
                return slots.run(
                        host,
                        () -> {
                            waiting.end();
                            return repositories.read(request, trace.reading(bytesReceived));
                        });
            } catch (SourceException e) {
                if (!e.transientFailure() || attempt >= attempts) {
                    throw e;
                }
                LOG.infof(
                        "Read will be tried again buildId=%s host=%s failureReason=%s attempt=%d",
                        build, host, e.reason(), attempt);
                pause.last(delay(attempt, e));
            } catch (InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a read throws nothing else", e);
            } finally {
                waiting.end();
            }
        }
    }

    private Duration delay(int attempt, SourceException failure) {
        long whole = firstDelay.toMillis() << (attempt - 1);
        Duration own =
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
        Duration asked = failure.retryAfter().map(own::plus).orElse(own);
        return asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked;
    }

    private static String host(String url) {
        try {
            return RepositoryUrl.parse(url).authority();
        } catch (IllegalArgumentException e) {
            // The read itself says what is wrong with the URL
            return "";
        }
    }
}
