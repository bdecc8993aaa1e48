// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes a container's output line by line, each with its time, as container runtimes do. */
public final class ContainerLog implements Closeable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                    .withZone(ZoneOffset.UTC);
    // As containerd splits overlong lines.
    private static final int LONGEST_LINE = 16 << 10;

    /** Which of the two outputs. */
    public enum Stream {
        STDOUT("stdout"),
        STDERR("stderr");

        private final String word;

        Stream(String word) {
            this.word = word;
        }
    }

    private final OutputStream out;
    private final Clock clock;

    private ContainerLog(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    public static ContainerLog open(Path file, Clock clock) throws IOException {
        OutputStream out =
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new ContainerLog(new BufferedOutputStream(out), clock);
    }

    /** Copies until the end of the input; a last line need not be complete. */
    public void copy(InputStream in, Stream stream) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                write(stream, line.toByteArray(), true);
                line.reset();
            } else {
                line.write(b);
                if (line.size() == LONGEST_LINE) {
                    write(stream, line.toByteArray(), false);
                    line.reset();
                }
            }
        }
        if (line.size() > 0) {
            write(stream, line.toByteArray(), true);
        }
    }

    public void line(Stream stream, String text) throws IOException {
        copy(
                new java.io.ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)),
                stream);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private synchronized void write(Stream stream, byte[] text, boolean complete)
            throws IOException {
        String head = TIME.format(clock.instant()) + " " + stream.word + (complete ? " F " : " P ");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(text);
        out.write('\n');
        out.flush();
    }
}
