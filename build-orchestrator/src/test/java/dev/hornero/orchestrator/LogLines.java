// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged in this process meanwhile. */
final class LogLines extends Handler implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogLines() {
        Logger.getLogger("").addHandler(this);
    }

    /** How many of the lines came from this logger or one below it. */
    long of(String logger) {
        return records.stream().filter(r -> r.getLoggerName().startsWith(logger)).count();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
        // It delays nothing.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
