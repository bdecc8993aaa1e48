// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * {@code git daemon} on loopback: one connection and one process of the server for all that is
 * asked over it.
 */
public record GitDaemon(Process process, int port) implements AutoCloseable {

    private static final String READY = "Ready to rumble";

    /**
     * Serves every repository below a directory; it listens when this returns.
     *
     * @throws IOException if it ends instead, with what it said
     */
    public static GitDaemon start(Path repositories) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                "git",
                                "daemon",
                                "--verbose",
                                "--base-path=" + repositories,
                                "--export-all",
                                "--reuseaddr",
                                "--listen=127.0.0.1",
                                "--port=" + port)
                        .redirectErrorStream(true)
                        .start();
        GitDaemon daemon = new GitDaemon(process, port);
        awaitReady(process.inputReader());
        Thread.ofVirtual().name("git daemon").start(daemon::readOn);
        return daemon;
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.endsWith(READY)) {
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("git daemon ended: " + said);
    }

    /** It stops when its output is not read. */
    private void readOn() {
        try (InputStream output = process.getInputStream()) {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The daemon was closed.
            process.destroy();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
