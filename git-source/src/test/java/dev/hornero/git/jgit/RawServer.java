// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Gives every connection the same bytes, whatever was asked, and hangs up. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final byte[] answer;

    private volatile boolean left;

    private RawServer(ServerSocket listener, byte[] answer) {
        this.listener = listener;
        this.answer = answer;
    }

    static RawServer saying(byte[] answer) throws IOException {
        RawServer server =
                new RawServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), answer);
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    /** Gives a byte now and then for as long as anybody listens. */
    static RawServer dripping() throws IOException {
        RawServer server =
                new RawServer(
                        new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), new byte[] {'1'});
        Thread.ofVirtual().start(server::drip);
        return server;
    }

    private void drip() {
        try (Socket client = listener.accept()) {
            client.setSoTimeout(20);
            client.getInputStream().read(new byte[64 * 1024]);
            boolean listening = true;
            while (listening) {
                client.getOutputStream().write(answer);
                listening = listens(client);
            }
            left = true;
        } catch (IOException e) {
            left = true;
        }
    }

    private static boolean listens(Socket client) throws IOException {
        try {
            return client.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            // Nothing more was asked within the time that paces the drops
            return true;
        }
    }

    /** Whether the one that got drops has hung up. */
    boolean isLeft() {
        return left;
    }

    String url(String scheme) {
        return scheme + "://127.0.0.1:" + listener.getLocalPort() + "/app.git";
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                InputStream in = client.getInputStream();
                // One segment is enough to have been asked; unread bytes would reset the connection
                in.read(new byte[64 * 1024]);
                client.getOutputStream().write(answer);
                client.shutdownOutput();
                in.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                // The reader hung up first, or the test is over
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
