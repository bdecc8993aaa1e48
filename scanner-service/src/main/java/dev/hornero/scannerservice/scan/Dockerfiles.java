// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.git.RepositoryUrl;
import dev.hornero.git.SourceException;
import dev.hornero.git.SourceFile;
import dev.hornero.git.SourceRepositories;
import dev.hornero.git.SourceRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Reads Dockerfiles within the limits, and again where the failure may pass. */
final class Dockerfiles {
    private static final Logger LOG = Logger.getLogger(Dockerfiles.class);

    private final SourceRepositories repositories;
    private final ReadSlots slots;
    private final int attempts;
    private final Duration firstDelay;

    Dockerfiles(
            SourceRepositories repositories, ReadSlots slots, int attempts, Duration firstDelay) {
        this.repositories = repositories;
        this.slots = slots;
        this.attempts = attempts;
        this.firstDelay = firstDelay;
    }

    /**
     * Reads one; blocks.
     *
     * @throws SourceException the last failure, when no attempt is left or none would help
     */
    SourceFile read(SourceRequest request) throws SourceException, InterruptedException {
        String host = host(request.url());
        for (int attempt = 1; ; attempt++) {
            try {
                return slots.run(host, () -> repositories.read(request));
            } catch (SourceException e) {
                if (!e.transientFailure() || attempt >= attempts) {
                    throw e;
                }
                LOG.infof(
                        "Read will be tried again host=%s reason=%s attempt=%d",
                        host, e.reason(), attempt);
            } catch (InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a read throws nothing else", e);
            }
            Thread.sleep(delay(attempt));
        }
    }

    private Duration delay(int attempt) {
        long whole = firstDelay.toMillis() << (attempt - 1);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
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
