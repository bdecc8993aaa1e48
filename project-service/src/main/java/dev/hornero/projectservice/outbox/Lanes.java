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
 * Decides which records are read and sent next. A lane, the records of one key, is open, on its
 * way, or blocked: it failed and is tried again later, with one record at first. What the broker is
 * slow with or refuses takes no place from others. For one thread.
 */
final class Lanes {
    /** How many lanes that failed are tried at once. */
    static final int PROBES = 20;

    /** How many lanes may be on their way before no other is opened. */
    static final int MOST = 5_000;

    /** How many blocked lanes are remembered; one that is forgotten is tried like any other. */
    static final int MOST_BLOCKED = 10_000;

    private final OutboxConfig config;
    private final Map<String, OnItsWay> onTheirWay = new HashMap<>();
    private final Map<String, Blocked> blocked = new LinkedHashMap<>();
    private boolean doubtful;

    Lanes(OutboxConfig config) {
        this.config = config;
    }

    private record OnItsWay(int records, long bytes, Instant since) {}

    private record Blocked(Duration delay, Instant until) {}

    /**
     * What to read.
     *
     * @param records how many at most
     * @param bytes how many at most, apart from the first record
     * @param closed lanes that are left out
     * @param heads lanes of which only the first record is read
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
                        .filter(lane -> !onTheirWay.containsKey(lane))
                        .toList();
        List<String> heads = due.subList(0, Math.min(due.size(), roomForProbes()));
        List<String> closed = new ArrayList<>(onTheirWay.keySet());
        Stream.concat(
                        blocked.entrySet().stream()
                                .filter(entry -> entry.getValue().until().isAfter(now))
                                .map(Map.Entry::getKey),
                        due.subList(heads.size(), due.size()).stream())
                .filter(lane -> !onTheirWay.containsKey(lane))
                .forEach(closed::add);
        long bytes = config.bytes() - onTheirWay.values().stream().mapToLong(OnItsWay::bytes).sum();
        int records = bytes <= 0 ? 0 : Math.max(0, room() - quick(now));
        return new Reading(records, bytes, closed, heads);
    }

    /** While nothing comes through, few are tried. */
    private int room() {
        if (onTheirWay.size() >= MOST) {
            return 0;
        }
        return doubtful ? Math.min(PROBES, config.batch()) : config.batch();
    }

    private int roomForProbes() {
        long trying = onTheirWay.keySet().stream().filter(blocked::containsKey).count();
        return (int) Math.max(0, PROBES - trying);
    }

    /** The records that the broker has not been slow with yet. */
    private int quick(Instant now) {
        return onTheirWay.values().stream()
                .filter(lane -> lane.since().plus(config.patience()).isAfter(now))
                .mapToInt(OnItsWay::records)
                .sum();
    }

    /** A lane's records are being sent. */
    void depart(String lane, List<OutgoingRecord> records, Instant now) {
        onTheirWay.put(
                lane,
                new OnItsWay(
                        records.size(),
                        records.stream().mapToLong(OutgoingRecord::size).sum(),
                        now));
    }

    /** What became of them, once that stands in the table. */
    void arrive(Lane.Outcome outcome, Instant now) {
        onTheirWay.remove(outcome.lane());
        if (!outcome.done().isEmpty()) {
            doubtful = false;
        }
        if (outcome.failure().isEmpty()) {
            blocked.remove(outcome.lane());
            return;
        }
        doubtful = doubtful || outcome.done().isEmpty();
        Duration delay =
                outcome.done().isEmpty() && blocked.containsKey(outcome.lane())
                        ? twice(blocked.get(outcome.lane()).delay())
                        : config.firstDelay();
        // Behind those that were tried before it.
        blocked.remove(outcome.lane());
        blocked.put(outcome.lane(), new Blocked(delay, now.plus(delay)));
        if (blocked.size() > MOST_BLOCKED) {
            blocked.remove(blocked.keySet().iterator().next());
        }
    }

    private Duration twice(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(config.longestDelay()) > 0 ? config.longestDelay() : twice;
    }

    /** How many lanes failed and did not come through since. */
    int blocked() {
        return blocked.size();
    }
}
