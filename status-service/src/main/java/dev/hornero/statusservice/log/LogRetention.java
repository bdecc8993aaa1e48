// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which logs go: those of days that are too long ago, then those of the oldest days until the rest
 * is small enough. Those of today and yesterday stay, since their builds may be running.
 *
 * @param age how long the logs of a day are kept after its end
 * @param total bytes on disk
 */
record LogRetention(Duration age, long total) {
    LogRetention {
        requireNonNull(age, "age");
        if (age.isNegative() || total < 0) {
            throw new IllegalArgumentException(
                    "hornero.status.log.keep and hornero.status.log.total must not be negative");
        }
    }

    /**
     * The days whose logs go.
     *
     * @param sizes bytes on disk of each day's logs
     */
    List<LocalDate> dropped(SortedMap<LocalDate, Long> sizes, Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        long rest = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<LocalDate> dropped = new ArrayList<>();
        for (Map.Entry<LocalDate, Long> size : sizes.headMap(yesterday).entrySet()) {
            LocalDate day = size.getKey();
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (rest > total || !end.plus(age).isAfter(now)) {
                dropped.add(day);
                rest -= size.getValue();
            }
        }
        return dropped;
    }
}
