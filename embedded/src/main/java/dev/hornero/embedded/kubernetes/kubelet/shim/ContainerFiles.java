// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a container leaves on disk, shared by its process, which writes, and the kubelet, which may
 * have come later and reads. Files appear whole or not at all.
 */
public record ContainerFiles(Path directory) {

    private static final int RESERVE_BYTES = 64 << 10;
    private static final int LONGEST_EXIT = 128;

    /**
     * How a container ended.
     *
     * @param reason as Kubernetes words it: Completed, Error, StartError, …
     */
    public record Exit(int code, String reason, Instant at) {}

    /** Output, in the format of container runtimes: time, stream, F or P, text. */
    public Path log() {
        return directory.resolve("log");
    }

    /** What the container wants to be remembered for. */
    public Path terminationMessage() {
        return directory.resolve("termination-message");
    }

    /** Takes room on the disk that is for the log's last lines once the disk is full. */
    Path reserve() {
        return directory.resolve("reserve");
    }

    /** Directory for what the container's process itself needs; goes with the container. */
    public Path scratch() {
        return directory.resolve("scratch");
    }

    /** What the container's process says of itself when it cannot do its work. */
    public Path diagnosis() {
        return directory.resolve("diagnosis");
    }

    /** Makes what a container needs before it starts, and room for how it ends. */
    public void prepare() throws IOException {
        Files.createDirectories(scratch());
        if (!Files.exists(exitFile())) {
            Files.write(reserve(), new byte[RESERVE_BYTES]);
            Files.write(draftOfExit(), new byte[LONGEST_EXIT]);
        }
        if (!Files.exists(terminationMessage())) {
            Files.createFile(terminationMessage());
        }
    }

    /**
     * Says that this process is the container.
     *
     * @return false when another process was first
     */
    boolean claim(ProcessIdentity self, Instant startedAt) throws IOException {
        Path draft = directory.resolve("process." + self.pid());
        Files.write(draft, List.of(self.toString(), startedAt.toString()));
        try {
            // A link fails where the name exists, and the file is whole when the name appears.
            Files.createLink(process(), draft);
            return true;
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(draft);
        }
    }

    /** Which process the container is or was; empty before it was started. */
    public Optional<ProcessIdentity> identity() throws IOException {
        return Files.exists(process())
                ? Optional.of(ProcessIdentity.parse(Files.readAllLines(process()).get(0)))
                : Optional.empty();
    }

    public Optional<Instant> startedAt() throws IOException {
        return Files.exists(process())
                ? Optional.of(Instant.parse(Files.readAllLines(process()).get(1)))
                : Optional.empty();
    }

    /** Records the end, once; a later one changes nothing. */
    public void end(Exit exit) throws IOException {
        if (Files.exists(exitFile())) {
            return;
        }
        Files.deleteIfExists(reserve());
        String text = "%d%n%s%n%s%n".formatted(exit.code(), exit.reason(), exit.at());
        // Written over what is there already, which takes no room on a full disk.
        Files.writeString(
                draftOfExit(),
                text + " ".repeat(LONGEST_EXIT - text.length()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(draftOfExit(), exitFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    public Optional<Exit> exit() throws IOException {
        if (!Files.exists(exitFile())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(exitFile());
        return Optional.of(
                new Exit(
                        Integer.parseInt(lines.get(0)), lines.get(1), Instant.parse(lines.get(2))));
    }

    private Path process() {
        return directory.resolve("process");
    }

    private Path draftOfExit() {
        return directory.resolve("exit.new");
    }

    private Path exitFile() {
        return directory.resolve("exit");
    }
}
