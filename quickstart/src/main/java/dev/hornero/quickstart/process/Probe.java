// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;

/** Asks a process whether it serves. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    boolean isReady(Readiness readiness, LogFile log, long logStart) throws InterruptedException {
        return switch (readiness) {
            case Readiness.SaysReady() -> log.hasLine("ready", logStart);
            case Readiness.Answers(var uri) -> {
                try {
                    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
                    yield http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                            == 200;
                } catch (IOException e) {
                    // Not listening yet
                    yield false;
                }
            }
            case Readiness.Speaks(int port, String message) -> speaks(port, message);
        };
    }

    private static boolean speaks(int port, String message) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(HexFormat.of().parseHex(message));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
