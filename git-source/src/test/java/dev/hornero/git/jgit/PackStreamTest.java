// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hornero.git.SourceLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;

/** Packs as no good server sends them; good ones are in the tests with real servers. */
class PackStreamTest {

    private final ObjectShelf shelf = new ObjectShelf(1 << 20, new Memory(1 << 20));

    private void readAll(byte[] pack) throws IOException {
        try (PackStream stream =
                new PackStream(
                        new ByteArrayInputStream(pack), shelf, true, SourceLimits.defaults())) {
            while (stream.advance()) {
                assertThat(pack).isNotEmpty();
            }
        }
    }

    @Test
    void anObjectIsKeptUnderTheIdOfItsContent() throws IOException {
        readAll(pack(1, object(Constants.OBJ_BLOB, 3, "abc".getBytes(UTF_8))));

        GitObject expected = new GitObject(Constants.OBJ_BLOB, "abc".getBytes(UTF_8));
        assertThat(shelf.get(expected.id())).isPresent();
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        readAll(pack(1, object(Constants.OBJ_TREE, 0, new byte[0])));

        assertThat(shelf.get(new GitObject(Constants.OBJ_TREE, new byte[0]).id())).isPresent();
    }

    @Test
    void aSmallObjectThatUnpacksToMoreStopsAtItsAnnouncedSize() {
        byte[] bomb = pack(1, object(Constants.OBJ_TREE, 10, new byte[50_000_000]));

        assertThat(bomb).hasSizeLessThan(100_000);
        assertThatExceptionOfType(LimitReached.class)
                .isThrownBy(() -> readAll(bomb))
                .withMessageContaining("more than it announced");
    }

    @Test
    void aLargeObjectIsRefusedBeforeItIsUnpacked() {
        byte[] huge = pack(1, object(Constants.OBJ_TREE, 1L << 40, new byte[10]));

        assertThatExceptionOfType(LimitReached.class).isThrownBy(() -> readAll(huge));
    }

    @Test
    void anObjectShorterThanAnnouncedIsMalformed() {
        byte[] shorter = pack(1, object(Constants.OBJ_BLOB, 4, "abc".getBytes(UTF_8)));

        assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> readAll(shorter));
    }

    @Test
    void aPackThatStopsIsNotedAsSuch() {
        byte[] stopped = pack(2, object(Constants.OBJ_BLOB, 3, "abc".getBytes(UTF_8)));

        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> readAll(stopped));
    }

    @Test
    void whatIsNoPackIsMalformed() {
        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> readAll("<html>no pack at all".getBytes(UTF_8)));
    }

    @Test
    void aDeltaWhoseSizesLieIsMalformed() {
        ByteArrayOutputStream objects = new ByteArrayOutputStream();
        byte[] base = object(Constants.OBJ_TREE, 3, "abc".getBytes(UTF_8));
        objects.writeBytes(base);
        // Source 3 bytes, result 3 bytes, copy 100 bytes from offset 0
        byte[] delta = {3, 3, (byte) 0x90, 100};
        objects.writeBytes(header(Constants.OBJ_OFS_DELTA, delta.length));
        objects.write(base.length);
        objects.writeBytes(deflated(delta));

        assertThatExceptionOfType(MalformedAnswer.class)
                .isThrownBy(() -> readAll(pack(2, objects.toByteArray())));
    }

    @Test
    void moreThanMayBeHeldEndsAtTheLimit() {
        ByteArrayOutputStream objects = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            byte[] content = new byte[500_000];
            content[0] = (byte) i;
            objects.writeBytes(object(Constants.OBJ_BLOB, content.length, content));
        }

        assertThatExceptionOfType(LimitReached.class)
                .isThrownBy(() -> readAll(pack(3, objects.toByteArray())));
    }

    @Test
    void objectsOfNoSizeTakeTheirPlaceToo() {
        byte[] nothing = object(Constants.OBJ_BLOB, 0, new byte[0]);
        ByteArrayOutputStream objects = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            objects.writeBytes(nothing);
        }
        ObjectShelf small = new ObjectShelf(10_000, new Memory(1 << 20));

        assertThatExceptionOfType(LimitReached.class)
                .isThrownBy(() -> {
                    try (PackStream stream =
                            new PackStream(
                                    new ByteArrayInputStream(pack(200, objects.toByteArray())),
                                    small,
                                    true,
                                    SourceLimits.defaults())) {
                        while (stream.advance()) {
                            assertThat(objects.size()).isPositive();
                        }
                    }
                });
    }

    @Test
    void whatIsOnlyThrownAwayHasItsLimitToo() {
        SourceLimits limits = Limits.receivedBytes(10_000);
        byte[] bomb = pack(1, object(Constants.OBJ_BLOB, 5_000_000, new byte[5_000_000]));

        assertThatExceptionOfType(LimitReached.class)
                .isThrownBy(() -> {
                    try (PackStream stream =
                            new PackStream(new ByteArrayInputStream(bomb), shelf, false, limits)) {
                        assertThat(stream.advance()).isTrue();
                    }
                })
                .withMessageContaining("unpack to more than 80000 bytes");
    }

    private static byte[] pack(int count, byte[] objects) {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.writeBytes(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, (byte) count});
        pack.writeBytes(objects);
        return pack.toByteArray();
    }

    private static byte[] object(int type, long announced, byte[] content) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(header(type, announced));
        object.writeBytes(deflated(content));
        return object.toByteArray();
    }

    private static byte[] header(int type, long size) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        int first = (type << 4) | (int) (size & 15);
        long rest = size >>> 4;
        while (rest != 0) {
            header.write(first | 0x80);
            first = (int) (rest & 0x7f);
            rest >>>= 7;
        }
        header.write(first);
        return header.toByteArray();
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflater.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
