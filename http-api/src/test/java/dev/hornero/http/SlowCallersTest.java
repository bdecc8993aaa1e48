// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits are 2 s for a head and 3 s for a body here. */
@QuarkusTest
class SlowCallersTest {
    private static final String POST =
            "POST /ovens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + FixedKeys.ADMIN
                    + "\r\nContent-Type: application/json\r\n";
    private static final String GET =
            "GET /ovens/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + FixedKeys.VIEWER
                    + "\r\n\r\n";

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a byte each tenth of a second, and returns what the server says to that. */
    private static String trickle(Socket socket, char what) throws IOException {
        socket.setSoTimeout(100);
        for (int sent = 0; sent < 300; sent++) {
            try {
                send(socket, String.valueOf(what));
                return RawHttp.answer(socket);
            } catch (java.net.SocketTimeoutException _) {
                // Nothing yet: the next byte
            } catch (SocketException _) {
                return "";
            }
        }
        throw new AssertionError("it was listened to for 30 seconds");
    }

    private static void isServed() {
        given().header("Authorization", "Bearer " + FixedKeys.VIEWER)
                .get("/ovens/me")
                .then()
                .statusCode(200);
    }

    @Test
    void twoHundredSlowHeadsHoldUpNoOther() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = RawHttp.connect();
                send(socket, "GET /ovens HTTP/1.1\r\nHost: x\r\nX-");
                slow.add(socket);
            }
            isServed();
            for (Socket socket : slow) {
                assertThat(RawHttp.answer(socket)).isEmpty();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        isServed();
    }

    @Test
    void aHeadThatTricklesInIsCutOff() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            send(socket, "GET /ovens HTTP/1.1\r\nX-Slow: ");
            assertThat(trickle(socket, 'x')).isEmpty();
        }
    }

    @Test
    void theSecondHeadOfAConnectionIsCutOffToo() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            send(socket, GET);
            assertThat(RawHttp.answer(socket)).startsWith("HTTP/1.1 200 ");
            send(socket, "GET /ovens HTTP/1.1\r\nX-Slow: ");
            assertThat(trickle(socket, 'x')).isEmpty();
        }
    }

    @Test
    void aBodyThatTricklesInIsCutOff() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            send(socket, POST + "Content-Length: 1000\r\n\r\n{");
            assertThat(trickle(socket, ' '))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "too-slow");
            assertThat(trickle(socket, ' ')).isEmpty();
        }
        isServed();
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfTheService() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            send(socket, POST + "Content-Length: 1000\r\n\r\n{");
        }
        isServed();
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            for (int i = 0; i < 20; i++) {
                send(socket, GET);
                assertThat(RawHttp.answer(socket)).startsWith("HTTP/1.1 200 ");
            }
        }
    }
}
