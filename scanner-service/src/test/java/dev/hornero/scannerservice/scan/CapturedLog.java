// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged in this JVM meanwhile, exceptions with their causes. */
final class CapturedLog implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Lines lines = new Lines();

    static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        log.root.addHandler(log.lines);
        return log;
    }

    String text() {
        return String.join("", lines.text);
    }

    @Override
    public void close() {
        root.removeHandler(lines);
    }

    private static final class Lines extends Handler {
        private final List<String> text = new CopyOnWriteArrayList<>();
        private final Formatter formatter = new PatternFormatter("%s%e%n");

        Lines() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord logRecord) {
            text.add(formatter.format(logRecord));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
