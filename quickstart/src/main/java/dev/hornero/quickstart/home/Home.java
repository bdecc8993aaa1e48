// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

import static java.util.Objects.requireNonNull;

import dev.hornero.quickstart.QuickstartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Where an installation keeps what survives a restart. */
public record Home(Path directory) {

    /** Kafka, PostgreSQL and one small image; what a first start needs. */
    private static final long NEEDED_MEBIBYTES = 512;

    public Home {
        requireNonNull(directory, "directory");
    }

    /** Makes the directory, readable for its owner only, and checks that there is space in it. */
    public static Home prepare(Path directory) {
        Home home = new Home(directory);
        try {
            Files.createDirectories(directory);
            OwnerOnly.directory(directory);
            Files.createDirectories(home.logs());
            Files.createDirectories(home.pids());
            long free = Files.getFileStore(directory).getUsableSpace() >> 20;
            if (free < NEEDED_MEBIBYTES) {
                throw new QuickstartException(
                        "%s has %d MiB of free space, %d MiB are needed: free some or choose another place with --home"
                                .formatted(directory, free, NEEDED_MEBIBYTES));
            }
        } catch (IOException e) {
            throw new QuickstartException(
                    "Cannot write to %s (%s): choose another place with --home"
                            .formatted(directory, e.getMessage()),
                    e);
        }
        return home;
    }

    /** Of a process with state. */
    public Path data(String process) {
        return directory.resolve("data").resolve(process);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path pids() {
        return directory.resolve("run");
    }

    public Path lock() {
        return directory.resolve("lock");
    }

    public Path secrets() {
        return directory.resolve("secrets.properties");
    }

    /** Of the embedded cluster. */
    public Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /**
     * Settings with which other programs of the owner reach Kafka, as its own clients read them.
     */
    public Path kafkaSettings() {
        return directory.resolve("kafka.properties");
    }

    /** The same as librdkafka's programs read them, kcat for one. */
    public Path kcatSettings() {
        return directory.resolve("kcat.conf");
    }

    /** Writes settings by name to a file for the owner only. */
    public void write(Path file, Map<String, String> settings) {
        try {
            OwnerOnly.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new QuickstartException("Cannot write " + file, e);
        }
    }
}
