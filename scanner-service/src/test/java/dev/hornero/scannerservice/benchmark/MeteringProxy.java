// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Stands before a server of this machine and counts the bytes, whoever the client is. */
final class MeteringProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int BACKLOG = 256;

    /** What is measured. */
    interface Run {
        void run() throws Exception;
    }

    private final ServerSocket listener;
    private final int target;
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();

    private MeteringProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    static MeteringProxy before(int port) throws IOException {
        MeteringProxy proxy =
                new MeteringProxy(
                        new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Runs while nothing else goes through. */
    Cost cost(Run run) throws Exception {
        long receivedBefore = received.sum();
        long sentBefore = sent.sum();
        long start = System.nanoTime();
        run.run();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Cost(received.sum() - receivedBefore, sent.sum() - sentBefore, time);
    }

    /** All that a client sends to the server meanwhile. */
    byte[] requests(Run run) throws Exception {
        requests.reset();
        run.run();
        return requests.toByteArray();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pump(client, server, sent, requests));
                Thread.ofVirtual()
                        .start(() ->
                                pump(server, client, received, OutputStream.nullOutputStream()));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("the proxy cannot connect", e);
                }
            }
        }
    }

    // Whichever side hangs up first, both connections are over
    private static void pump(Socket from, Socket to, LongAdder count, OutputStream copy) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                count.add(length);
                copy.write(buffer, 0, length);
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // The other direction closed them
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
