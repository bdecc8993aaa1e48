// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import dev.hornero.systemtest.RunningHornero;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Kills processes with SIGKILL, and stops them with SIGSTOP for a while. */
final class Faults implements AutoCloseable {
    /** Every process of an installation but git, which is of the quickstart alone. */
    private static final List<String> PROCESSES =
            List.of(
                    "project-service",
                    "scanner-service",
                    "build-orchestrator",
                    "status-service",
                    "console",
                    "kafka",
                    "postgres",
                    "kubernetes");

    private static final Duration SHORTEST_STOP = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(12);

    private final RunningHornero hornero;
    private final Random random;
    private final Duration between;
    private final Map<String, Integer> done = new TreeMap<>();
    private final Deque<Fault> plan = new ArrayDeque<>();
    private final int fewest;
    private int rounds;
    private int injected;
    private boolean enough;
    private volatile boolean closing;

    /** A process, and whether it is killed; else it is stopped and continued. */
    private record Fault(String process, boolean kill) {}

    Faults(RunningHornero hornero, SoakOptions options) {
        this.hornero = hornero;
        this.random = new Random(options.seed() ^ 0x5eed);
        this.between = options.between();
        this.fewest = options.faults();
    }

    void begin() {
        Thread.ofVirtual().start(this::run);
    }

    private void run() {
        try {
            while (!closing && !isDone()) {
                Thread.sleep(between.toMillis() / 2 + random.nextLong(between.toMillis() + 1));
                inject(next());
                synchronized (this) {
                    injected++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Each process is killed once in every other round; in the others it may be stopped instead.
     */
    private Fault next() {
        if (plan.isEmpty()) {
            List<String> round = new ArrayList<>(PROCESSES);
            Collections.shuffle(round, random);
            boolean kills = rounds++ % 2 == 0;
            round.forEach(process -> plan.add(new Fault(process, kills || random.nextBoolean())));
        }
        return plan.remove();
    }

    /** From now on only as many as there have to be at least. */
    synchronized void enough() {
        enough = true;
    }

    synchronized boolean isDone() {
        return fewest == 0 || (enough && injected >= fewest);
    }

    private void inject(Fault fault) throws InterruptedException {
        Optional<ProcessHandle> process = hornero.process(fault.process());
        if (process.isEmpty()) {
            // Just being started again: it is down already
            count(fault.process() + " was down");
            return;
        }
        List<ProcessHandle> all = processes(fault.process(), process.get());
        if (fault.kill()) {
            all.forEach(ProcessHandle::destroyForcibly);
            count(fault.process() + " killed");
        } else {
            long time = random.nextLong(SHORTEST_STOP.toMillis(), LONGEST_STOP.toMillis());
            signal("STOP", all);
            Thread.sleep(time);
            signal("CONT", all);
            count(fault.process() + " stopped");
        }
    }

    /** PostgreSQL is more than the JVM that looks after it; a cluster's containers are not it. */
    private static List<ProcessHandle> processes(String name, ProcessHandle process) {
        return name.equals("postgres")
                ? Stream.concat(Stream.of(process), process.descendants()).toList()
                : List.of(process);
    }

    private static void signal(String name, List<ProcessHandle> processes)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // One that has ended meanwhile is no reason to leave the others
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    synchronized Map<String, Integer> done() {
        return new TreeMap<>(done);
    }

    @Override
    public void close() {
        closing = true;
    }
}
