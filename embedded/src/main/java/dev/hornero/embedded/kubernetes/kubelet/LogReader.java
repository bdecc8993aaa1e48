// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.api.PodLogs;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads a container's log from disk as a request wishes it. */
final class LogReader implements PodLogs.LogSource {

    private static final long POLL_MILLIS = 100;

    private final ContainerFiles files;
    private final PodLogs.LogRequest request;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean lineBegins = true;

    LogReader(ContainerFiles files, PodLogs.LogRequest request) {
        this.files = files;
        this.request = request;
    }

    @Override
    public void copyTo(OutputStream out) throws IOException, InterruptedException {
        if (!awaitLog()) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(files.log()))) {
            present(in, out);
            out.flush();
            if (request.follow()) {
                follow(in, out);
            }
        }
    }

    /** A container that was just started has none yet. */
    private boolean awaitLog() throws IOException, InterruptedException {
        while (request.follow() && !Files.exists(files.log()) && !hasEnded()) {
            // A file that grows notifies no reader.
            Thread.sleep(POLL_MILLIS);
        }
        return Files.exists(files.log());
    }

    private void present(InputStream in, OutputStream out) throws IOException {
        for (byte[] line = next(in); line.length > 0; line = next(in)) {
            send(line, out);
        }
    }

    private void follow(InputStream in, OutputStream out) throws IOException, InterruptedException {
        while (true) {
            // Before reading: what was written before the end is then read after it.
            boolean ended = hasEnded();
            boolean more = false;
            for (byte[] line = next(in); line.length > 0; line = next(in)) {
                send(line, out);
                more = true;
            }
            out.flush();
            if (ended) {
                return;
            }
            if (!more) {
                // A file that grows notifies no reader.
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private boolean hasEnded() throws IOException {
        return files.exit().isPresent() || !Files.exists(files.directory());
    }

    /** The next whole line with its end, or nothing: then the rest is not written yet. */
    private byte[] next(InputStream in) throws IOException {
        for (int b = in.read(); b >= 0; b = in.read()) {
            partial.write(b);
            if (b == '\n') {
                byte[] line = partial.toByteArray();
                partial.reset();
                return line;
            }
        }
        return new byte[0];
    }

    private void send(byte[] line, OutputStream out) throws IOException {
        int timeEnd = indexOf(line, ' ', 0);
        int streamEnd = indexOf(line, ' ', timeEnd + 1);
        int textBegin = indexOf(line, ' ', streamEnd + 1) + 1;
        boolean complete = line[streamEnd + 1] == 'F';
        String time = new String(line, 0, timeEnd, StandardCharsets.US_ASCII);
        if (isBefore(time)) {
            lineBegins = complete;
            return;
        }
        var text = new ByteArrayOutputStream();
        if (request.timestamps() && lineBegins) {
            text.writeBytes((time + " ").getBytes(StandardCharsets.US_ASCII));
        }
        text.write(line, textBegin, line.length - textBegin - (complete ? 0 : 1));
        lineBegins = complete;
        text.writeTo(out);
    }

    private boolean isBefore(String time) {
        // The API carries whole seconds: a second begun is sent whole again.
        return request.since()
                .map(since -> since.truncatedTo(ChronoUnit.SECONDS))
                .filter(since -> Instant.parse(time).isBefore(since))
                .isPresent();
    }

    private static int indexOf(byte[] line, char wanted, int from) {
        for (int i = from; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        throw new IllegalStateException("not a container's log");
    }
}
