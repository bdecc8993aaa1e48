// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** All warnings and errors that are logged in this JVM meanwhile. */
final class CapturedLog implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Records records = new Records();

    static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        log.root.addHandler(log.records);
        return log;
    }

    /** The lines with a text. */
    List<String> lines(String text) {
        return records.all.stream()
                .map(CapturedLog::line)
                .filter(line -> line.contains(text))
                .toList();
    }

    List<String> lines() {
        return lines("");
    }

    List<String> withStackTraces() {
        return records.all.stream()
                .filter(each -> each.getThrown() != null)
                .map(CapturedLog::line)
                .toList();
    }

    private static String line(LogRecord each) {
        return each.getLoggerName() + ": " + each.getMessage() + " " + each.getThrown();
    }

    @Override
    public void close() {
        root.removeHandler(records);
    }

    private static final class Records extends Handler {
        private final List<LogRecord> all = new CopyOnWriteArrayList<>();

        Records() {
            setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord logRecord) {
            if (isLoggable(logRecord)) {
                all.add(logRecord);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered
        }

        @Override
        public void close() {
            // It keeps no resource
        }
    }
}
