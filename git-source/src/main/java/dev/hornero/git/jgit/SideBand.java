// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The pack out of the multiplexed lines; ends at their flush. */
final class SideBand extends InputStream {

    private static final int DATA = 1;
    private static final int PROGRESS = 2;
    private static final int ERROR = 3;

    private final PktLines lines;
    private byte[] packet = {};
    private int position;
    private boolean ended;

    SideBand(PktLines lines) {
        this.lines = lines;
    }

    @Override
    public int read() throws IOException {
        return fill() ? packet[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, packet.length - position);
        System.arraycopy(packet, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (!ended && position >= packet.length) {
            if (lines.next() != PktLines.Kind.DATA) {
                ended = true;
                break;
            }
            packet = lines.payload();
            position = 1;
            int band = packet.length == 0 ? 0 : packet[0];
            switch (band) {
                case DATA -> {}
                case PROGRESS -> position = packet.length;
                case ERROR ->
                        throw new RemoteError(
                                new String(packet, 1, packet.length - 1, StandardCharsets.UTF_8));
                default -> throw new MalformedAnswer("side band " + band);
            }
        }
        return !ended;
    }
}
