// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/**
 * What a scan asked, sent again over one connection by a client that looks at nothing: the time
 * that is left is the server's, and no client that has to ask this can be faster.
 */
sealed interface BareRequests {

    /** Of all that a client sent over one connection. */
    static BareRequests of(String scheme, byte[] sent) throws IOException {
        return scheme.equals("http") ? Http.of(sent) : Daemon.of(sent);
    }

    List<byte[]> messages();

    void skipAnswer(InputStream in) throws IOException;

    default Duration time(int port) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            boolean acknowledges =
                    socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
            for (byte[] message : messages()) {
                out.write(message);
                if (acknowledges) {
                    socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                }
                skipAnswer(in);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Requests with a length or none, answers in chunks. */
    record Http(List<byte[]> messages) implements BareRequests {

        static Http of(byte[] sent) {
            List<byte[]> messages = new ArrayList<>();
            String text = new String(sent, ISO_8859_1);
            int at = 0;
            while (at < sent.length) {
                int body = text.indexOf("\r\n\r\n", at) + 4;
                int end =
                        text.substring(at, body)
                                .lines()
                                .filter(line -> line.startsWith("Content-Length: "))
                                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                                .map(length -> body + length)
                                .findFirst()
                                .orElse(body);
                messages.add(Arrays.copyOfRange(sent, at, end));
                at = end;
            }
            return new Http(messages);
        }

        @Override
        public void skipAnswer(InputStream in) throws IOException {
            if (!line(in).contains(" 200 ")) {
                throw new IOException("the server refuses what it took before");
            }
            while (!line(in).isEmpty()) {
                // Headers
            }
            int length;
            do {
                length = Integer.parseInt(line(in), 16);
                in.skipNBytes(length);
                line(in);
            } while (length > 0);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                line.append((char) next);
            }
            return line.toString().stripTrailing();
        }
    }

    /** The repository's name, then commands; a flush ends these and each answer. */
    record Daemon(List<byte[]> messages) implements BareRequests {

        static Daemon of(byte[] sent) {
            List<byte[]> messages = new ArrayList<>();
            int from = 0;
            int at = 0;
            while (at < sent.length) {
                int length = Integer.parseInt(new String(sent, at, 4, ISO_8859_1), 16);
                at += Math.max(4, length);
                if (length == 0 || messages.isEmpty()) {
                    messages.add(Arrays.copyOfRange(sent, from, at));
                    from = at;
                }
            }
            return new Daemon(messages);
        }

        @Override
        public void skipAnswer(InputStream in) throws IOException {
            int length;
            do {
                length = Integer.parseInt(new String(in.readNBytes(4), ISO_8859_1), 16);
                in.skipNBytes(Math.max(0, length - 4));
            } while (length > 0);
        }
    }
}
