// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers a process so that a later run can end it when this one cannot. A process id alone says
 * little, for the system uses it again; with the time when the process started it is one process.
 */
record PidFile(Path path) {

    /** The system's record of a start is rounded, and moves a little with the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static PidFile of(Path directory, String process) {
        return new PidFile(directory.resolve(process + ".pid"));
    }

    static List<PidFile> allIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted()
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw new QuickstartException("Cannot read " + directory, e);
        }
    }

    void write(ProcessHandle process) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        try {
            Files.writeString(path, "%d %s%n".formatted(process.pid(), started));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** The process that was remembered, if it still runs and is no other. */
    Optional<ProcessHandle> running() {
        String content = read().strip();
        int space = content.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        try {
            Instant started = Instant.parse(content.substring(space + 1));
            return ProcessHandle.of(Long.parseLong(content.substring(0, space)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, started));
        } catch (NumberFormatException | DateTimeParseException e) {
            // Cut short by a crash, so it names no process
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant started) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(actual, started).abs())
                .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                .isPresent();
    }

    private String read() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
