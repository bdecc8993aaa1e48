// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.messaging.ServiceLifecycle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** Drops the logs that are not kept any longer, and makes room for those of the next days. */
@Singleton
final class LogCleaner {
    private static final Logger LOG = Logger.getLogger(LogCleaner.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LogDayStore days;
    private final LogRetention retention;
    private final Clock clock;
    private final ServiceLifecycle lifecycle;

    /** Whether a failure is in the log; of the cleaning thread alone. */
    private boolean failing;

    LogCleaner(LogDayStore days, BuildLogConfig config, Clock clock, ServiceLifecycle lifecycle) {
        this.days = days;
        this.retention = new LogRetention(config.keep(), config.total());
        this.clock = clock;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("log-cleaner", this::watch);
    }

    private void watch() throws InterruptedException {
        while (!lifecycle.stopsWithin(PAUSE)) {
            try {
                clean();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warnf("Old logs are not dropped for now reason=%s", e.getMessage());
                }
                failing = true;
            }
        }
    }

    void clean() {
        days.makeAhead();
        for (LocalDate day : retention.dropped(days.sizes(), clock.instant())) {
            days.drop(day);
            LOG.infof("Logs of %s dropped", day);
        }
    }
}
