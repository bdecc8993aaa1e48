// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A registry of images: Debian's {@code docker-registry}, over plain HTTP. */
public final class Registry implements AutoCloseable {
    private final int port;
    private final Process process;

    private Registry(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    public static Registry start(Path folder) {
        int port = FreePorts.inARow(1);
        try {
            Path config = Files.createDirectories(folder).resolve("config.yml");
            Files.writeString(
                    config,
                    """
                    version: 0.1
                    log: {level: warn}
                    storage:
                      filesystem: {rootdirectory: %s}
                    http: {addr: 127.0.0.1:%d}
                    """
                            .formatted(folder.resolve("images"), port));
            Process process =
                    new ProcessBuilder("docker-registry", "serve", config.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            Registry registry = new Registry(port, process);
            registry.awaitReady();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("docker-registry is needed", e);
        }
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .failFast("the registry ended", () -> !process.isAlive())
                .until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As it stands in front of image names. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
