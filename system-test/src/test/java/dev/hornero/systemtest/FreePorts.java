// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback address that are free; each process of the tests has its own range. */
final class FreePorts {
    /** Below the ports that Linux gives to outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int RANGE = 6_000;

    /** The number of this process among those of the tests, from 1 on. */
    static final int PROCESS = Integer.getInteger("test.process", 1);

    private FreePorts() {}

    /** The first of so many free ports in a row. */
    static int inARow(int count) {
        int first = FIRST + (PROCESS - 1) * RANGE;
        return ThreadLocalRandom.current()
                .ints(1_000, first, first + RANGE - count)
                .filter(base -> IntStream.range(base, base + count).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + count + " free ports in a row"));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
