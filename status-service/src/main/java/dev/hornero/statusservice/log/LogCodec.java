// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines as bytes: their texts, and before these, one column after another, what they come from and
 * whether they are gaps, their times as differences, their ordinals and the lengths of their texts.
 * Both parts are compressed, each by itself, since they have nothing in common. Numbers are varints
 * of seven bits a byte.
 */
final class LogCodec {
    private static final byte FORMAT = 1;

    /** The format, and before each part its length and that of its compressed form. */
    private static final int HEAD = 1 + 4 * Integer.BYTES;

    /** Faster than zlib at its fastest, and as small as zlib at its best: decision 82. */
    private static final int LEVEL = 3;

    private static final Code<LogLine.Kind> OUTPUT = Code.of(LogLine.Kind.OUTPUT);
    private static final Code<LogLine.Kind> GAP = Code.of(LogLine.Kind.GAP);

    private LogCodec() {}

    private record Source(String pod, String container) {}

    /** Packs lines. */
    static byte[] pack(List<LogLine> lines) {
        List<Source> sources = new ArrayList<>();
        int[] origins = new int[lines.size()];
        int[] nanos = new int[lines.size()];
        byte[][] texts = new byte[lines.size()][];
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = lines.get(i);
            int source = indexOf(sources, line);
            origins[i] = (source << 1) | (line.kind().is(LogLine.Kind.GAP) ? 1 : 0);
            texts[i] = line.text().getBytes(UTF_8);
        }
        Output raw = new Output();
        raw.put(lines.size());
        raw.put(sources.size());
        for (Source source : sources) {
            raw.putText(source.pod());
            raw.putText(source.container());
        }
        for (int origin : origins) {
            raw.put(origin);
        }
        long before = 0;
        for (int i = 0; i < nanos.length; i++) {
            Instant time = lines.get(i).time();
            long second = time.getEpochSecond();
            nanos[i] = time.getNano();
            raw.putSigned(second - before);
            before = second;
        }
        for (int i = 0; i < nanos.length; i++) {
            raw.putSigned(nanos[i] - (i == 0 ? 0 : nanos[i - 1]));
        }
        lines.forEach(line -> raw.put(line.ordinal()));
        for (byte[] text : texts) {
            raw.put(text.length);
        }
        Output joined = new Output();
        for (byte[] text : texts) {
            joined.put(text);
        }
        byte[] columns = compressed(raw);
        byte[] compressedTexts = compressed(joined);
        return ByteBuffer.allocate(HEAD + columns.length + compressedTexts.length)
                .put(FORMAT)
                .putInt(raw.size)
                .putInt(columns.length)
                .putInt(joined.size)
                .putInt(compressedTexts.length)
                .put(columns)
                .put(compressedTexts)
                .array();
    }

    /** Few containers make a log, most often one. */
    private static int indexOf(List<Source> sources, LogLine line) {
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            if (source.container().equals(line.container()) && source.pod().equals(line.pod())) {
                return i;
            }
        }
        sources.add(new Source(line.pod(), line.container()));
        return sources.size() - 1;
    }

    private static byte[] compressed(Output raw) {
        byte[] packed = new byte[(int) Zstd.compressBound(raw.size)];
        long length =
                Zstd.compressByteArray(packed, 0, packed.length, raw.bytes, 0, raw.size, LEVEL);
        return Arrays.copyOf(packed, (int) length);
    }

    /** Unpacks what {@link #pack} made. */
    static List<LogLine> unpack(byte[] packed) {
        ByteBuffer head = ByteBuffer.wrap(packed);
        byte format = head.get();
        if (format != FORMAT) {
            throw new IllegalStateException("a chunk of a log has the format " + format);
        }
        int columnsSize = head.getInt();
        int columnsLength = head.getInt();
        int textsSize = head.getInt();
        int textsLength = head.getInt();
        Input raw = new Input(decompressed(packed, HEAD, columnsLength, columnsSize));
        Input texts = new Input(decompressed(packed, HEAD + columnsLength, textsLength, textsSize));
        int count = raw.getInt();
        int sourceCount = raw.getInt();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < sourceCount; i++) {
            sources.add(new Source(raw.getText(raw.getInt()), raw.getText(raw.getInt())));
        }
        int[] origins = raw.getInts(count);
        long[] seconds = new long[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = (i == 0 ? 0 : seconds[i - 1]) + raw.getSigned();
        }
        int[] nanos = new int[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = (i == 0 ? 0 : nanos[i - 1]) + (int) raw.getSigned();
        }
        int[] ordinals = raw.getInts(count);
        int[] lengths = raw.getInts(count);
        List<LogLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Source source = sources.get(origins[i] >> 1);
            lines.add(
                    new LogLine(
                            source.pod(),
                            source.container(),
                            Instant.ofEpochSecond(seconds[i], nanos[i]),
                            ordinals[i],
                            (origins[i] & 1) == 0 ? OUTPUT : GAP,
                            texts.getText(lengths[i])));
        }
        return lines;
    }

    private static byte[] decompressed(byte[] packed, int begin, int length, int size) {
        byte[] raw = new byte[size];
        Zstd.decompressByteArray(raw, 0, size, packed, begin, length);
        return raw;
    }

    /** Bytes that become more. */
    private static final class Output {
        private static final int LONGEST_VARINT = 10;

        private byte[] bytes = new byte[64 * 1024];
        private int size;

        private void reserve(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
            }
        }

        void put(byte[] given) {
            reserve(given.length);
            System.arraycopy(given, 0, bytes, size, given.length);
            size += given.length;
        }

        void putText(String text) {
            byte[] given = text.getBytes(UTF_8);
            put(given.length);
            put(given);
        }

        void put(long number) {
            reserve(LONGEST_VARINT);
            long rest = number;
            while ((rest & ~0x7FL) != 0) {
                bytes[size] = (byte) ((rest & 0x7F) | 0x80);
                size++;
                rest >>>= 7;
            }
            bytes[size] = (byte) rest;
            size++;
        }

        /** Small for small numbers of either sign. */
        void putSigned(long number) {
            put((number << 1) ^ (number >> 63));
        }
    }

    /** Bytes that are read from the first to the last. */
    private static final class Input {
        private final byte[] bytes;
        private int at;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        long get() {
            long number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (bytes[at] & 0x7FL) << shift;
                shift += 7;
                at++;
            }
            number |= (long) bytes[at] << shift;
            at++;
            return number;
        }

        long getSigned() {
            long number = get();
            return (number >>> 1) ^ -(number & 1);
        }

        int getInt() {
            return (int) get();
        }

        int[] getInts(int count) {
            int[] column = new int[count];
            for (int i = 0; i < count; i++) {
                column[i] = getInt();
            }
            return column;
        }

        String getText(int length) {
            String text = new String(bytes, at, length, UTF_8);
            at += length;
            return text;
        }
    }
}
