// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Reads in flight as a gauge per host. A gauge exists only while its host is read from, and for a
 * limited number of hosts at a time: users choose the hosts, and each one that they mistype would
 * be a time series. Not safe for use by several threads.
 */
final class ReadsPerHostMeter {
    private static final int MOST = 64;

    private final MeterRegistry meters;
    private final Map<String, Gauge> gauges = new HashMap<>();

    ReadsPerHostMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A first read from this host begins. */
    void entered(String host, IntSupplier inFlight) {
        if (gauges.size() >= MOST) {
            return;
        }
        gauges.put(
                host,
                Gauge.builder("hornero.scan.in.flight", inFlight::getAsInt)
                        .description("Reads under way from a git host")
                        .tag("host", host)
                        .strongReference(true)
                        .register(meters));
    }

    /** The last one has ended. */
    void left(String host) {
        Gauge gauge = gauges.remove(host);
        if (gauge != null) {
            meters.remove(gauge);
        }
    }
}
