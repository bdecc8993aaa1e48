// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a process printed, over all its starts. */
record LogFile(Path path) {

    private static final long MAX_BYTES = 10L << 20;
    private static final int KEPT = 3;
    private static final int MAX_TAIL_BYTES = 64 << 10;

    /** Puts a large file aside, as {@code name.log.1}; the oldest of those goes. */
    void rotateWhenLarge() {
        if (size() < MAX_BYTES) {
            return;
        }
        try {
            for (int number = KEPT; number > 1; number--) {
                Path younger = numbered(number - 1);
                if (Files.exists(younger)) {
                    Files.move(younger, numbered(number), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put aside " + path, e);
        }
    }

    long size() {
        return path.toFile().length();
    }

    /** Whether a line is exactly this, after so many bytes. */
    boolean hasLine(String line, long from) {
        return read(from, Integer.MAX_VALUE).lines().anyMatch(line::equals);
    }

    /** The last lines that are not blank. */
    List<String> tail(int lines) {
        List<String> all =
                read(Math.max(0, size() - MAX_TAIL_BYTES), MAX_TAIL_BYTES)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    private String read(long from, int atMost) {
        if (!Files.exists(path)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length() - from;
            if (length <= 0) {
                return "";
            }
            byte[] bytes = new byte[(int) Math.min(atMost, length)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
