// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/** {@code git daemon}: one connection and one process of the server for a whole scan. */
record GitDaemon(Process process, int port) implements AutoCloseable {

    static GitDaemon start(Path repositories) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                "git",
                                "daemon",
                                "--base-path=" + repositories,
                                "--export-all",
                                "--reuseaddr",
                                "--listen=127.0.0.1",
                                "--port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        GitDaemon daemon = new GitDaemon(process, port);
        await().atMost(Duration.ofSeconds(60)).until(daemon::listens);
        return daemon;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
