// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

/**
 * Reads in flight as a gauge per host. It is there only while the host is read from: users choose
 * the hosts, and nobody wants a time series for each that anybody ever mistyped.
 */
final class HostMeters implements HostWatch {
    private final MeterRegistry meters;
    private final ConcurrentMap<String, Gauge> gauges = new ConcurrentHashMap<>();

    HostMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void entered(String host, IntSupplier inFlight) {
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
