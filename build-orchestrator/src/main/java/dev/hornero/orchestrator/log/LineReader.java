// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a container's log, again from an earlier point after an interruption, and gives each line
 * once. Not safe for use by several threads.
 */
final class LineReader {
    /** A line where it stands. */
    record Line(LogPosition at, String text, boolean afterGap) {}

    /** Takes lines; may block. */
    @FunctionalInterface
    interface Sink {
        void accept(Line line) throws InterruptedException;
    }

    /** The kubelet's time before each line. */
    private static final int STAMP = 36;

    private final int longest;
    private Optional<LogPosition> last = Optional.empty();

    LineReader(int longest) {
        this.longest = longest;
    }

    /** From where to ask for the log. */
    Optional<Instant> since() {
        return last.map(LogPosition::time);
    }

    /** Reads to the end of a stream that begins at {@link #since}. */
    void read(InputStream log, Sink sink) throws IOException, InterruptedException {
        Optional<LogPosition> resumed = last;
        boolean found = resumed.isEmpty();
        LogPosition at = new LogPosition(Instant.MIN, 0);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8));
        for (String raw = line(lines); raw != null; raw = line(lines)) {
            int space = raw.indexOf(' ');
            Instant time = time(space < 0 ? raw : raw.substring(0, space), at.time());
            at = at.next(time);
            if (resumed.isPresent() && at.compareTo(resumed.get()) <= 0) {
                found = found || at.equals(resumed.get());
                continue;
            }
            sink.accept(new Line(at, text(space < 0 ? "" : raw.substring(space + 1)), !found));
            found = true;
            last = Optional.of(at);
        }
    }

    private @org.jspecify.annotations.Nullable String line(BufferedReader lines)
            throws IOException {
        StringBuilder line = new StringBuilder();
        int next = lines.read();
        if (next < 0) {
            return null;
        }
        // The rest of a longer line is skipped, so that no build fills the memory with one line.
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() < longest + STAMP) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** A line without a time of its own belongs to the one before. */
    private static Instant time(String text, Instant before) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return before.equals(Instant.MIN) ? Instant.EPOCH : before;
        }
    }

    private String text(String raw) {
        String line = PlainText.of(raw).stripTrailing();
        // What a progress bar has overwritten is not shown.
        int overwritten = line.lastIndexOf('\r');
        String last = overwritten < 0 ? line : line.substring(overwritten + 1);
        return last.length() <= longest ? last : last.substring(0, longest);
    }
}
