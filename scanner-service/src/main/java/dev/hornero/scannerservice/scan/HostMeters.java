// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Reads in flight as a gauge per host. It is there only while the host is read from, and for so
 * many hosts at a time: users choose the hosts, and nobody wants a time series for each that
 * anybody ever mistyped.
 */
final class HostMeters implements HostWatch {
    private static final int MOST = 64;

    private final MeterRegistry meters;
    private final Map<String, Gauge> gauges = new HashMap<>();

    HostMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void entered(String host, IntSupplier inFlight) {
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

    @Override
    public void left(String host) {
        Gauge gauge = gauges.remove(host);
        if (gauge != null) {
            meters.remove(gauge);
        }
    }
}
