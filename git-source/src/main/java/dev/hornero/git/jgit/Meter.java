// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what the remote sends during one read, over all its connections, and stops at the limit.
 */
final class Meter {

    private final long limit;
    private long received;

    Meter(long limit) {
        this.limit = limit;
    }

    long received() {
        return received;
    }

    InputStream on(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    count(1);
                }
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    count(count);
                }
                return count;
            }
        };
    }

    private void count(int bytes) throws LimitReached {
        received += bytes;
        if (received > limit) {
            throw new LimitReached(
                    "The git server sent more than the "
                            + limit
                            + " bytes allowed for reading one file. Where the repository is that"
                            + " large, let its server answer partial fetches"
                            + " (git config uploadpack.allowFilter true).");
        }
    }
}
