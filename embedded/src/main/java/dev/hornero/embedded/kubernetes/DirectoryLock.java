// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second cluster out of a data directory; the system releases it when the process ends. */
final class DirectoryLock implements Closeable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock and keeps it until it is closed.
     *
     * @throws IOException when another cluster holds it
     */
    static DirectoryLock take(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("another cluster of this process uses " + directory, e);
        }
        channel.close();
        throw new IOException("another cluster uses " + directory + "; stop it first");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
