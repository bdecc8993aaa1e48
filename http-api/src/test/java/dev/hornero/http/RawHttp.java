// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Requests as no well-behaved client sends them. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** What comes back until the server closes the connection, or a whole head and some body. */
    static String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException _) {
                // It was refused before it was complete; the answer is there all the same
            }
            return answer(socket);
        }
    }

    static String answer(Socket socket) throws IOException {
        byte[] bytes = new byte[8192];
        int length = socket.getInputStream().read(bytes);
        return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
