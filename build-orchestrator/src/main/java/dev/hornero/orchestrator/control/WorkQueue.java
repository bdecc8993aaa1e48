// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Runs work by key on virtual threads: never two at a time for one key, and once more when a key is
 * asked for while its work runs.
 */
final class WorkQueue<K> {
    private enum State {
        RUNNING,
        AGAIN
    }

    private final Map<K, State> states = new HashMap<>();
    private final BiConsumer<K, Runnable> work;
    private boolean stopped;

    /** The work is given its key, and what asks for the same key again. */
    WorkQueue(BiConsumer<K, Runnable> work) {
        this.work = work;
    }

    synchronized void request(K key) {
        if (stopped) {
            return;
        }
        if (states.containsKey(key)) {
            states.put(key, State.AGAIN);
        } else {
            states.put(key, State.RUNNING);
            Thread.ofVirtual().name("build " + key).start(() -> run(key));
        }
    }

    private void run(K key) {
        boolean broke = true;
        try {
            do {
                work.accept(key, () -> request(key));
            } while (goesOn(key));
            broke = false;
        } finally {
            if (broke) {
                end(key);
            }
        }
    }

    private synchronized boolean goesOn(K key) {
        if (!stopped && states.get(key) == State.AGAIN) {
            states.put(key, State.RUNNING);
            return true;
        }
        end(key);
        return false;
    }

    private synchronized void end(K key) {
        states.remove(key);
        notifyAll();
    }

    /** Begins no work any more and waits for what runs, however often it is interrupted. */
    synchronized void stop() {
        stopped = true;
        boolean interrupted = false;
        while (!states.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
