// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes a container's output line by line, each with its time, as container runtimes do. On a full
 * disk the reserve makes room for the lines that say so; what does not fit even then is left out,
 * for a program whose output is not read stands still, and a line says how much that was.
 */
public final class ContainerLog implements Closeable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                    .withZone(ZoneOffset.UTC);
    // As containerd splits overlong lines.
    private static final int LONGEST_LINE = 16 << 10;

    /** What is kept of the reserve for the line that says what was left out. */
    private static final int LAST_RESERVE = 4 << 10;

    /** Which of the two outputs. */
    public enum Stream {
        STDOUT("stdout"),
        STDERR("stderr");

        private final String word;

        Stream(String word) {
            this.word = word;
        }
    }

    private final FileChannel out;
    private final Path reserve;
    private final Clock clock;
    private long linesLeftOut;
    private long bytesLeftOut;

    private ContainerLog(FileChannel out, Path reserve, Clock clock) {
        this.out = out;
        this.reserve = reserve;
        this.clock = clock;
    }

    /**
     * Opens a log, to write on at its end.
     *
     * @param reserve a file to delete when the disk is full; need not be there
     */
    public static ContainerLog open(Path file, Path reserve, Clock clock) throws IOException {
        return new ContainerLog(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                reserve,
                clock);
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

    /** Says what was left out, if anything was, in the room that was kept for that. */
    public synchronized void end() throws IOException {
        if (linesLeftOut > 0 && !append(leftOut())) {
            Files.deleteIfExists(reserve);
            append(leftOut());
        }
        linesLeftOut = 0;
        bytesLeftOut = 0;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private synchronized void write(Stream stream, byte[] text, boolean complete)
            throws IOException {
        if (linesLeftOut > 0 && append(leftOut())) {
            linesLeftOut = 0;
            bytesLeftOut = 0;
        }
        ByteBuffer line = line(stream, text, complete);
        if (linesLeftOut > 0 || !(append(line) || (shrinkReserve() && append(line)))) {
            linesLeftOut++;
            bytesLeftOut += text.length;
        }
    }

    private boolean shrinkReserve() throws IOException {
        if (!Files.exists(reserve) || Files.size(reserve) <= LAST_RESERVE) {
            return false;
        }
        try (FileChannel file = FileChannel.open(reserve, StandardOpenOption.WRITE)) {
            file.truncate(LAST_RESERVE);
        }
        return true;
    }

    private ByteBuffer leftOut() {
        String text =
                "%d lines of output (%d bytes) are left out here, for the disk was full"
                        .formatted(linesLeftOut, bytesLeftOut);
        return line(Stream.STDERR, text.getBytes(StandardCharsets.UTF_8), true);
    }

    private ByteBuffer line(Stream stream, byte[] text, boolean complete) {
        String head = TIME.format(clock.instant()) + " " + stream.word + (complete ? " F " : " P ");
        ByteBuffer line = ByteBuffer.allocate(head.length() + text.length + 1);
        return line.put(head.getBytes(StandardCharsets.US_ASCII)).put(text).put((byte) '\n').flip();
    }

    /** Writes a line or nothing of it. */
    private boolean append(ByteBuffer line) throws IOException {
        long end = out.size();
        try {
            line.rewind();
            out.position(end);
            while (line.hasRemaining()) {
                out.write(line);
            }
            return true;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException diskIsFull) {
            out.truncate(end);
            return false;
        }
    }
}
