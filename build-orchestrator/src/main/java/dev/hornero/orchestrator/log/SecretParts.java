// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Every eight bytes in a row of some values, as they stand, in hexadecimal and in base64. Eight
 * bytes are one {@code long}, so that a part is looked up exactly, and once for each byte of a
 * text.
 */
final class SecretParts {
    /** Bytes of a part, and the fewest characters of a value that is looked for. */
    static final int LENGTH = 8;

    /** Public, and in every log: {@code https://}, the frame of a PEM file. */
    private static final Pattern PUBLIC =
            Pattern.compile("^\\s*[A-Za-z][A-Za-z0-9+.-]*://|-----(?:BEGIN|END) [A-Z0-9 ]+-----");

    /** Eight blanks: an indent, also as a part of a value. */
    private static final long BLANK = 0x2020202020202020L;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int FILTER_BITS_EACH = 16;

    private long[] table = new long[64];
    private int size;

    /** Excludes in one look, and without a cache miss, most texts that hold no part. */
    private final long[] filter;

    private final int filterShift;

    SecretParts(Collection<String> values) {
        for (String value : values) {
            if (value.strip().length() >= LENGTH) {
                add(value);
            }
        }
        int bits = Math.max(64, Integer.highestOneBit(Math.max(1, size)) * 2 * FILTER_BITS_EACH);
        filter = new long[bits / 64];
        filterShift = Long.numberOfLeadingZeros(bits) + 1;
        for (long part : table) {
            if (part != 0) {
                int bit = bitOf(part);
                filter[bit >>> 6] |= 1L << bit;
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(long part) {
        int bit = bitOf(part);
        if ((filter[bit >>> 6] & (1L << bit)) == 0) {
            return false;
        }
        for (int at = slotOf(part); table[at] != 0; at = (at + 1) & (table.length - 1)) {
            if (table[at] == part) {
                return true;
            }
        }
        return false;
    }

    private void add(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        addText(value);
        addAscii(HexFormat.of().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // What the neighbours of a value have a share in is no part of it.
            int first = before == 0 ? 0 : before + 1;
            int last = shifted.length * 8 / 6;
            addAscii(Base64.getEncoder().encodeToString(shifted).substring(first, last));
            addAscii(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
        }
    }

    private void addText(String value) {
        List<MatchResult> frames = PUBLIC.matcher(value).results().toList();
        TextBytes bytes = TextBytes.of(value, 0, value.length());
        long window = 0;
        for (int at = 0; at < bytes.length(); at++) {
            window = (window << 8) | Scrubber.folded(bytes.at(at));
            if (at >= LENGTH - 1) {
                int start = bytes.from(at - LENGTH + 1);
                int end = bytes.to(at);
                if (frames.stream().noneMatch(f -> f.start() <= start && f.end() >= end)) {
                    put(window);
                }
            }
        }
    }

    private void addAscii(String text) {
        long window = 0;
        for (int at = 0; at < text.length(); at++) {
            window = (window << 8) | Scrubber.folded((byte) text.charAt(at));
            if (at >= LENGTH - 1) {
                put(window);
            }
        }
    }

    private void put(long part) {
        if (part == BLANK) {
            return;
        }
        if (size * 2 >= table.length) {
            long[] before = table;
            table = new long[before.length * 2];
            size = 0;
            Arrays.stream(before).filter(each -> each != 0).forEach(this::put);
        }
        int at = slotOf(part);
        while (table[at] != 0) {
            if (table[at] == part) {
                return;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = part;
        size++;
    }

    private int slotOf(long part) {
        return (int) ((part * MIX) >>> 40) & (table.length - 1);
    }

    private int bitOf(long part) {
        return (int) ((part * MIX) >>> filterShift);
    }

    @Override
    public String toString() {
        return "SecretParts[" + size + "]";
    }
}
