// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One request as it stands, on a connection of its own, and what came back. */
record RawExchange(int status, Map<String, String> headers, String text) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** A stream of events has no end; so much of it is enough. */
    private static final int STREAM_MILLIS = 100;

    /** Status 0 where nothing came back. */
    static RawExchange send(URI server, byte[] request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException _) {
                // It was refused before it was complete
            }
            return read(socket);
        }
    }

    private static RawExchange read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next;
            try {
                next = in.read();
            } catch (SocketException | SocketTimeoutException _) {
                next = -1;
            }
            if (next < 0) {
                return new RawExchange(0, Map.of(), "");
            }
            head.write(next);
            if (next == '\n') {
                text = head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        String[] lines = text.split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length - 2; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        boolean stream =
                headers.getOrDefault("content-type", "").startsWith("text/event-stream")
                        || headers.getOrDefault("content-type", "").startsWith("text/plain");
        if (stream) {
            socket.setSoTimeout(STREAM_MILLIS);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            in.transferTo(body);
        } catch (SocketTimeoutException | SocketException _) {
            // A stream goes on; what has come is enough
        }
        byte[] bytes = body.toByteArray();
        return new RawExchange(
                status,
                headers,
                new String(
                        "chunked".equals(headers.get("transfer-encoding")) ? joined(bytes) : bytes,
                        StandardCharsets.UTF_8));
    }

    private static byte[] joined(byte[] chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String text = new String(chunks, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n", at);
            int size = end < 0 ? 0 : Integer.parseInt(text.substring(at, end), 16);
            if (size == 0) {
                break;
            }
            whole.write(chunks, end + 2, Math.min(size, chunks.length - end - 2));
            at = end + 2 + size + 2;
        }
        return whole.toByteArray();
    }

    /** Without its parameters; empty where there is none. */
    String mediaType() {
        return headers.getOrDefault("content-type", "").split(";", -1)[0].strip();
    }
}
