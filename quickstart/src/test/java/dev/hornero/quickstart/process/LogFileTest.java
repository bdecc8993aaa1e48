// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final long LARGE = 11L << 20;

    @TempDir private Path directory;

    @Test
    void aLineOfAnEarlierStartDoesNotCount() throws Exception {
        LogFile log = log();
        Files.writeString(log.path(), "ready\n");
        long start = log.size();

        assertThat(log.hasLine("ready", 0)).isTrue();
        assertThat(log.hasLine("ready", start)).isFalse();
    }

    @Test
    void theTailIsWhatIsNotBlank() throws Exception {
        Files.writeString(log().path(), "first\nlast but one\nlast\n\n  \n");

        assertThat(log().tail(2)).containsExactly("last but one", "last");
    }

    @Test
    void aLargeFileIsPutAsideAndThreeOfThoseAreKept() throws Exception {
        for (int start = 1; start <= 5; start++) {
            fill(start);
            log().rotateWhenLarge();
        }

        assertThat(log().path()).doesNotExist();
        assertThat(firstByte("kafka.log.1")).isEqualTo(5);
        assertThat(firstByte("kafka.log.3")).isEqualTo(3);
        assertThat(directory.resolve("kafka.log.4")).doesNotExist();
    }

    @Test
    void aSmallFileStays() throws Exception {
        Files.writeString(log().path(), "short");

        log().rotateWhenLarge();

        assertThat(log().path()).hasContent("short");
    }

    private LogFile log() {
        return new LogFile(directory.resolve("kafka.log"));
    }

    private void fill(int mark) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(log().path().toFile(), "rw")) {
            file.write(mark);
            file.setLength(LARGE);
        }
    }

    private int firstByte(String name) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "r")) {
            return file.read();
        }
    }
}
