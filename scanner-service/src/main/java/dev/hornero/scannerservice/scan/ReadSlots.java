// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits reads, in all and per host, so that hosts that hang, one or many, do not block the others:
 *
 * <ul>
 *   <li>a read waits for its host first, and holds no place meanwhile;
 *   <li>a free place goes to the host with the fewest reads, among those to who asked first;
 *   <li>a read that lasts longer than most is one that waits for its host. It goes on, and counts
 *       for its host, but no more among all: many hosts that hang do not use the places up.
 * </ul>
 */
final class ReadSlots {
    private static final class Host {
        final String name;
        final Deque<Turn> waiting = new ArrayDeque<>();
        final AtomicInteger inFlight = new AtomicInteger();

        Host(String name) {
            this.name = name;
        }

        boolean isBefore(Host other) {
            int fewer = Integer.compare(inFlight.get(), other.inFlight.get());
            return fewer != 0
                    ? fewer < 0
                    : waiting.getFirst().number < other.waiting.getFirst().number;
        }
    }

    private static final class Turn {
        final Host host;
        final long number;
        final CountDownLatch come = new CountDownLatch(1);
        boolean counted;

        Turn(Host host, long number) {
            this.host = host;
            this.number = number;
        }
    }

    private final int reads;
    private final int perHost;
    private final Executor later;
    private final ReadsPerHostMeter meter;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private int counted;
    private long asked;

    /** {@code later} runs what it is given after the time for which a read counts among all. */
    ReadSlots(int reads, int perHost, Executor later, ReadsPerHostMeter meter) {
        if (reads < 1 || perHost < 1) {
            throw new IllegalArgumentException(
                    "hornero.git.reads and hornero.git.reads-per-host must be at least 1");
        }
        this.reads = reads;
        this.perHost = perHost;
        this.later = later;
        this.meter = meter;
    }

    /** Runs a read when its turn has come. */
    <T> T run(String host, Callable<T> read) throws Exception {
        Turn turn = ask(host);
        try {
            turn.come.await();
            later.execute(() -> countNoMore(turn));
            return read.call();
        } finally {
            end(turn);
        }
    }

    /** The hosts that are read from or waited for. */
    synchronized int hosts() {
        return hosts.size();
    }

    /** Reads whose turn has not come. */
    synchronized int waiting() {
        return hosts.values().stream().mapToInt(host -> host.waiting.size()).sum();
    }

    private synchronized Turn ask(String name) {
        Host host = hosts.computeIfAbsent(name, Host::new);
        Turn turn = new Turn(host, asked++);
        host.waiting.addLast(turn);
        admit();
        return turn;
    }

    private void admit() {
        while (counted < reads) {
            Host next = null;
            for (Host host : hosts.values()) {
                boolean ready = !host.waiting.isEmpty() && host.inFlight.get() < perHost;
                if (ready && (next == null || host.isBefore(next))) {
                    next = host;
                }
            }
            if (next == null) {
                return;
            }
            Turn turn = next.waiting.removeFirst();
            turn.counted = true;
            counted++;
            if (next.inFlight.incrementAndGet() == 1) {
                meter.entered(next.name, next.inFlight::get);
            }
            turn.come.countDown();
        }
    }

    private synchronized void countNoMore(Turn turn) {
        if (turn.counted) {
            turn.counted = false;
            counted--;
            admit();
        }
    }

    private synchronized void end(Turn turn) {
        Host host = turn.host;
        if (turn.come.getCount() > 0) {
            // Given up while it still waited
            host.waiting.remove(turn);
        } else if (host.inFlight.decrementAndGet() == 0) {
            meter.left(host.name);
        }
        if (turn.counted) {
            turn.counted = false;
            counted--;
        }
        if (host.waiting.isEmpty() && host.inFlight.get() == 0) {
            hosts.remove(host.name);
        }
        admit();
    }
}
