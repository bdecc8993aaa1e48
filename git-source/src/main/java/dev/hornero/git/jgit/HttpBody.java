// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A response's body, which ends where HTTP says so and leaves the connection at the next response.
 */
abstract sealed class HttpBody extends InputStream {

    final InputStream in;
    long left;

    HttpBody(InputStream in, long left) {
        this.in = in;
        this.left = left;
    }

    /** The length that a header or a chunk announces. */
    static long length(String digits, int radix) throws MalformedAnswer {
        try {
            long length = Long.parseLong(digits.strip(), radix);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new MalformedAnswer("an HTTP body whose length is no number", e);
        }
        throw new MalformedAnswer("an HTTP body of a negative length");
    }

    /** Whether bytes are left, having moved to the next piece where there is one. */
    abstract boolean more() throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The git server closed the connection within its answer.");
        }
        left -= count;
        return count;
    }

    static final class Fixed extends HttpBody {
        Fixed(InputStream in, long length) {
            super(in, length);
        }

        @Override
        boolean more() {
            return left > 0;
        }
    }

    static final class Chunked extends HttpBody {
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            super(in, 0);
        }

        @Override
        boolean more() throws IOException {
            if (left == 0 && !ended) {
                if (!first) {
                    HttpConnection.line(in);
                }
                first = false;
                left = size(HttpConnection.line(in));
                if (left == 0) {
                    ended = true;
                    while (!HttpConnection.line(in).isEmpty()) {
                        // trailers mean nothing here
                    }
                }
            }
            return left > 0;
        }

        private static long size(String line) throws MalformedAnswer {
            int end = line.indexOf(';');
            return length(end < 0 ? line : line.substring(0, end), 16);
        }
    }
}
