// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What one run took.
 *
 * @param received bytes over the wire, as the proxy counts them
 * @param sent the same, towards the server
 */
record Cost(long received, long sent, Duration time) {

    double millis() {
        return time.toNanos() / 1e6;
    }

    /** The same bytes, in the median of times that were taken without counting them. */
    Cost taking(List<Duration> times) {
        return new Cost(received, sent, middle(times));
    }

    /** Of times and of bytes, each by itself. */
    static Cost median(List<Cost> costs) {
        return new Cost(
                middle(costs.stream().map(Cost::received).toList()),
                middle(costs.stream().map(Cost::sent).toList()),
                middle(costs.stream().map(Cost::time).toList()));
    }

    private static <T extends Comparable<T>> T middle(List<T> values) {
        return values.stream()
                .sorted(Comparator.naturalOrder())
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
