// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Gives every connection the same bytes, whatever was asked, and hangs up. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final byte[] answer;

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
