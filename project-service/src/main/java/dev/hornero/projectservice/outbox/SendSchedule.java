// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decides which records are read and sent next. An ordering key is open, in flight, or blocked: it
 * failed and is tried again later, with one record at first. What the broker is slow with or
 * refuses takes no place from others. For one thread.
 */
final class SendSchedule {
    /** How many ordering keys that failed are tried at once. */
    static final int PROBES = 20;

    /** How many ordering keys may be in flight before no other is opened. */
    static final int MOST = 5_000;

    /** How many blocked ordering keys are remembered; one that is not is tried like any other. */
    static final int MOST_BLOCKED = 10_000;

    private final OutboxConfig config;
    private final Map<String, InFlight> inFlight = new HashMap<>();
    private final Map<String, Blocked> blocked = new LinkedHashMap<>();
    private boolean doubtful;

    SendSchedule(OutboxConfig config) {
        this.config = config;
    }

    private record InFlight(int records, long bytes, Instant since) {}

    private record Blocked(Duration delay, Instant until) {}

    /**
     * What to read.
     *
     * @param records how many at most
     * @param bytes how many at most, apart from the first record
     * @param closed ordering keys that are left out
     * @param heads ordering keys of which only the first record is read
     */
    record Reading(int records, long bytes, List<String> closed, List<String> heads) {
        Reading {
            closed = List.copyOf(closed);
            heads = List.copyOf(heads);
        }
    }

    /** The next reading; of nothing where there is no room. */
    Reading next(Instant now) {
        List<String> due =
                blocked.entrySet().stream()
                        .filter(entry -> !entry.getValue().until().isAfter(now))
                        .map(Map.Entry::getKey)
                        .filter(key -> !inFlight.containsKey(key))
                        .toList();
        List<String> heads = due.subList(0, Math.min(due.size(), roomForProbes()));
        List<String> closed = new ArrayList<>(inFlight.keySet());
        Stream.concat(
                        blocked.entrySet().stream()
                                .filter(entry -> entry.getValue().until().isAfter(now))
                                .map(Map.Entry::getKey),
                        due.subList(heads.size(), due.size()).stream())
                .filter(key -> !inFlight.containsKey(key))
                .forEach(closed::add);
        long bytes = config.bytes() - inFlight.values().stream().mapToLong(InFlight::bytes).sum();
        int records = bytes <= 0 ? 0 : Math.max(0, room() - quick(now));
        return new Reading(records, bytes, closed, heads);
    }

    /** While nothing comes through, few are tried. */
    private int room() {
        if (inFlight.size() >= MOST) {
            return 0;
        }
        return doubtful ? Math.min(PROBES, config.batch()) : config.batch();
    }

    private int roomForProbes() {
        long trying = inFlight.keySet().stream().filter(blocked::containsKey).count();
        return (int) Math.max(0, PROBES - trying);
    }

    /** The records that the broker has not been slow with yet. */
    private int quick(Instant now) {
        return inFlight.values().stream()
                .filter(each -> each.since().plus(config.patience()).isAfter(now))
                .mapToInt(InFlight::records)
                .sum();
    }

    /** The records of an ordering key are being sent. */
    void started(String orderingKey, List<OutgoingRecord> records, Instant now) {
        inFlight.put(
                orderingKey,
                new InFlight(
                        records.size(),
                        records.stream().mapToLong(OutgoingRecord::size).sum(),
                        now));
    }

    /** What became of them, once that stands in the table. */
    void finished(OrderedSender.Outcome outcome, Instant now) {
        inFlight.remove(outcome.orderingKey());
        if (!outcome.done().isEmpty()) {
            doubtful = false;
        }
        if (outcome.failure().isEmpty()) {
            blocked.remove(outcome.orderingKey());
            return;
        }
        doubtful = doubtful || outcome.done().isEmpty();
        Duration delay =
                outcome.done().isEmpty() && blocked.containsKey(outcome.orderingKey())
                        ? twice(blocked.get(outcome.orderingKey()).delay())
                        : config.firstDelay();
        // Behind those that were tried before it.
        blocked.remove(outcome.orderingKey());
        blocked.put(outcome.orderingKey(), new Blocked(delay, now.plus(delay)));
        if (blocked.size() > MOST_BLOCKED) {
            blocked.remove(blocked.keySet().iterator().next());
        }
    }

    private Duration twice(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(config.longestDelay()) > 0 ? config.longestDelay() : twice;
    }

    /** How many ordering keys failed and have not succeeded since. */
    int blocked() {
        return blocked.size();
    }
}
