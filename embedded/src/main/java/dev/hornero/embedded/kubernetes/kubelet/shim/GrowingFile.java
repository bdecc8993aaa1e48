// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is written into a file, from its begin until its writers have ended. */
final class GrowingFile extends InputStream {

    private static final long POLL_MILLIS = 50;

    private final InputStream file;
    private final CountDownLatch ended;

    /**
     * Opens the file.
     *
     * @param ended counted down once nothing is written any more
     */
    GrowingFile(Path file, CountDownLatch ended) throws IOException {
        this.file = Files.newInputStream(file);
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (true) {
            // Before reading: what was written before the end is then read after it.
            boolean last = hasEnded(0);
            int count = file.read(bytes, from, length);
            if (count >= 0 || last) {
                return count;
            }
            hasEnded(POLL_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean hasEnded(long patienceMillis) throws IOException {
        try {
            return ended.await(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the file grows");
        }
    }
}
