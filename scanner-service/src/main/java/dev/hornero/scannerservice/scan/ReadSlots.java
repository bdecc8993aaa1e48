// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits reads, in all and per host. A read waits for its host first: those of a host that hangs
 * then hold no place that others could use.
 */
final class ReadSlots {
    private static final class Host {
        final Semaphore places;
        final AtomicInteger inFlight = new AtomicInteger();
        int users;

        Host(int places) {
            this.places = new Semaphore(places, true);
        }
    }

    private final Semaphore all;
    private final int perHost;
    private final HostWatch watch;
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

    ReadSlots(int reads, int readsPerHost, HostWatch watch) {
        this.all = new Semaphore(reads, true);
        this.perHost = readsPerHost;
        this.watch = watch;
    }

    /** Runs a read when there is a place for it. */
    <T> T run(String host, Callable<T> read) throws Exception {
        Host entry = enter(host);
        try {
            entry.places.acquire();
            try {
                all.acquire();
                entry.inFlight.incrementAndGet();
                try {
                    return read.call();
                } finally {
                    entry.inFlight.decrementAndGet();
                    all.release();
                }
            } finally {
                entry.places.release();
            }
        } finally {
            leave(host);
        }
    }

    /** The hosts that are read from or waited for. */
    int hosts() {
        return hosts.size();
    }

    private Host enter(String host) {
        return hosts.compute(
                host,
                (_, known) -> {
                    Host entry = known;
                    if (entry == null) {
                        entry = new Host(perHost);
                        watch.entered(host, entry.inFlight::get);
                    }
                    entry.users++;
                    return entry;
                });
    }

    private void leave(String host) {
        hosts.computeIfPresent(
                host,
                (_, entry) -> {
                    if (--entry.users > 0) {
                        return entry;
                    }
                    watch.left(host);
                    return null;
                });
    }
}
