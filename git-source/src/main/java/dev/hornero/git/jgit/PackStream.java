// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import dev.hornero.git.SourceLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.internal.storage.pack.BinaryDelta;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pack (gitformat-pack) object by object as it arrives, so that the reader can stop once it
 * has what it wants. JGit's own parser takes a pack as a whole and keeps all of it.
 */
final class PackStream implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;
    private static final int COMMIT_BYTES = 1024 * 1024;

    /** How many times the received bytes may be unpacked only to be thrown away. */
    private static final int UNPACKED = 8;

    private final InputStream in;
    private final ObjectShelf shelf;
    private final boolean keepBlobs;
    private final SourceLimits limits;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] discarded = new byte[BUFFER];
    private final Map<Long, GitObject> byOffset = new HashMap<>();
    private int position;
    private int filled;
    private long offset;
    private long left = -1;
    private long skipped;

    /** Commits, tags and trees go to the shelf, files only where the caller says so. */
    PackStream(InputStream in, ObjectShelf shelf, boolean keepBlobs, SourceLimits limits) {
        this.in = in;
        this.shelf = shelf;
        this.keepBlobs = keepBlobs;
        this.limits = limits;
    }

    /** Takes in the next object; false at the end of the pack, which is then read to its end. */
    boolean advance() throws IOException {
        if (left < 0) {
            left = header();
        }
        if (left == 0) {
            drain();
            return false;
        }
        left--;
        object();
        return true;
    }

    private long header() throws IOException {
        if (int32() != 0x5041434b) {
            throw new MalformedAnswer("no pack");
        }
        int version = int32();
        if (version != 2 && version != 3) {
            throw new MalformedAnswer("a pack of version " + version);
        }
        return Integer.toUnsignedLong(int32());
    }

    private void object() throws IOException {
        long start = offset;
        int head = octet();
        int type = (head >> 4) & 7;
        long size = head & 15;
        for (int shift = 4; (head & 0x80) != 0; shift += 7) {
            head = octet();
            if (shift > 56) {
                throw new MalformedAnswer("an object's size");
            }
            size |= (long) (head & 0x7f) << shift;
        }
        switch (type) {
            case Constants.OBJ_COMMIT, Constants.OBJ_TAG ->
                    keep(start, type, inflate(size, COMMIT_BYTES, "A commit or tag"));
            case Constants.OBJ_TREE ->
                    keep(start, type, inflate(size, limits.treeBytes(), "A directory"));
            case Constants.OBJ_BLOB -> {
                if (keepBlobs && size <= limits.fileBytes()) {
                    keep(start, type, inflate(size, limits.fileBytes(), "A file"));
                } else {
                    skip(size);
                }
            }
            case Constants.OBJ_OFS_DELTA -> {
                GitObject base = byOffset.get(start - distance());
                delta(start, size, base);
            }
            case Constants.OBJ_REF_DELTA -> {
                GitObject base = shelf.get(id()).orElse(null);
                delta(start, size, base);
            }
            default -> throw new MalformedAnswer("an object of type " + type);
        }
    }

    // A base that was not kept is a file, or one too large: so is what derives from it
    private void delta(long start, long size, @Nullable GitObject base) throws IOException {
        int limit = base == null ? 0 : limitOf(base.type());
        if (base == null || (size > limit && base.type() == Constants.OBJ_BLOB)) {
            skip(size);
            return;
        }
        byte[] delta = inflate(size, limit, "A directory");
        try {
            long result = BinaryDelta.getResultSize(delta);
            if (result < 0 || result > limit) {
                if (base.type() == Constants.OBJ_BLOB) {
                    return;
                }
                throw tooLarge("A directory", result, limit);
            }
            shelf.reserve(result);
            keep(start, base.type(), BinaryDelta.apply(base.bytes(), delta));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedAnswer("a delta that does not apply", e);
        }
    }

    private int limitOf(int type) {
        return switch (type) {
            case Constants.OBJ_TREE -> limits.treeBytes();
            case Constants.OBJ_BLOB -> limits.fileBytes();
            default -> COMMIT_BYTES;
        };
    }

    private void keep(long start, int type, byte[] bytes) {
        GitObject object = new GitObject(type, bytes);
        shelf.put(object);
        byOffset.put(start, object);
    }

    private long distance() throws IOException {
        int next = octet();
        long distance = next & 0x7f;
        while ((next & 0x80) != 0) {
            next = octet();
            distance = ((distance + 1) << 7) + (next & 0x7f);
            if (distance < 0) {
                throw new MalformedAnswer("a delta's base");
            }
        }
        return distance;
    }

    private ObjectId id() throws IOException {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) octet();
        }
        return ObjectId.fromRaw(raw);
    }

    private byte[] inflate(long size, int limit, String what) throws IOException {
        if (size < 0 || size > limit) {
            throw tooLarge(what, size, limit);
        }
        shelf.reserve(size);
        byte[] bytes = new byte[(int) size];
        int done = 0;
        while (done < bytes.length) {
            done += part(inflateInto(bytes, done, bytes.length - done));
        }
        finish();
        return bytes;
    }

    private void skip(long size) throws IOException {
        skipped += size;
        if (size < 0 || skipped < 0 || skipped > UNPACKED * limits.receivedBytes()) {
            throw new LimitReached(
                    "The git server sent files that unpack to more than "
                            + UNPACKED * limits.receivedBytes()
                            + " bytes.");
        }
        long done = 0;
        while (done < size) {
            done += part(inflateInto(discarded, 0, (int) Math.min(discarded.length, size - done)));
        }
        finish();
    }

    private static int part(int count) throws MalformedAnswer {
        if (count < 0) {
            throw new MalformedAnswer("an object shorter than announced");
        }
        return count;
    }

    // The size was announced: what inflates to more is a bomb, or damaged
    private void finish() throws IOException {
        while (!inflater.finished()) {
            if (inflateInto(discarded, 0, 1) > 0) {
                throw new LimitReached(
                        "The git server sent an object that unpacks to more than it announced.");
            }
        }
        position = filled - inflater.getRemaining();
        offset += inflater.getBytesRead();
        inflater.reset();
    }

    /** How many bytes it gave, maybe none; -1 once the object has ended. */
    private int inflateInto(byte[] target, int at, int length) throws IOException {
        if (inflater.finished()) {
            return -1;
        }
        try {
            if (inflater.needsInput()) {
                if (position >= filled) {
                    fill();
                }
                inflater.setInput(buffer, position, filled - position);
                position = filled;
            }
            int count = inflater.inflate(target, at, length);
            if (inflater.needsDictionary()) {
                throw new MalformedAnswer("an object that needs a dictionary");
            }
            return count == 0 && inflater.finished() ? -1 : count;
        } catch (DataFormatException e) {
            throw new MalformedAnswer("an object that does not inflate", e);
        }
    }

    private int int32() throws IOException {
        return (octet() << 24) | (octet() << 16) | (octet() << 8) | octet();
    }

    private int octet() throws IOException {
        if (position >= filled) {
            fill();
        }
        offset++;
        return buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException("The git server ended the pack too early.");
        }
        position = 0;
        filled = count;
    }

    private void drain() throws IOException {
        while (in.read(discarded, 0, discarded.length) >= 0) {
            // The pack's own checksum adds nothing to ids that are computed
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static LimitReached tooLarge(String what, long size, int limit) {
        return new LimitReached(
                what
                        + " of the repository takes "
                        + size
                        + " bytes in git, more than the "
                        + limit
                        + " allowed.");
    }
}
