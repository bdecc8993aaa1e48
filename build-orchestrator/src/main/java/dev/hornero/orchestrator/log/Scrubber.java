// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes secret values out of texts: every part of eight bytes and more, whether the value stands
 * there as it is, in base64 or in hexadecimal, in either case, folded over lines, and also where
 * programs have quoted or escaped it ({@link Escaping}), even twice. Values of fewer than eight
 * characters are left: they are too easily part of something else.
 *
 * <p>docs/security.md says what cannot be found.
 */
final class Scrubber {
    static final String MASK = "********";

    /** How often a text may have been escaped, as when one program prints what another said. */
    private static final int DEEPEST = 3;

    /** A text with many signs of many disguises is looked at in so many ways at most. */
    private static final int MOST_VIEWS = 32;

    /** Longer than any seven characters and what they may be disguised as. */
    private static final int REMEMBERED = 256;

    /** How much of its neighbours is looked at with a line in which a disguise may be. */
    private static final int AROUND = 100;

    private static final byte[] FOLDED = folding();

    private final SecretParts parts;

    Scrubber(Collection<String> values) {
        this.parts = new SecretParts(values);
    }

    /** A text without the values, and without control characters but line feeds and tabs. */
    String scrub(String text) {
        String plain = PlainText.of(text);
        return shown(plain, 0, found(plain));
    }

    /** A log in pieces, where a value may begin in one piece and end in another. */
    Stream stream() {
        return new Stream();
    }

    /** Not safe for use by several threads. */
    final class Stream {
        private String before = "";

        /** As many lines as are given, none of which has a line feed. */
        List<String> scrub(List<String> lines) {
            if (lines.isEmpty()) {
                return lines;
            }
            String text = before + PlainText.of(String.join("\n", lines));
            String shown = shown(text, before.length(), found(text));
            before = text.substring(Math.max(0, text.length() - REMEMBERED)) + "\n";
            return List.of(shown.split("\n", -1));
        }
    }

    /** The characters that belong to a value. */
    private BitSet found(String text) {
        BitSet found = new BitSet();
        if (parts.isEmpty()) {
            return found;
        }
        look(TextBytes.of(text, 0, text.length()), found);
        for (int start = 0; start < text.length(); ) {
            int next = text.indexOf('\n', start);
            int end = next < 0 ? text.length() : next;
            if (Escaping.mayBeIn(text, start, end)) {
                lookBehindDisguises(
                        text,
                        Math.max(0, start - AROUND),
                        Math.min(text.length(), end + AROUND),
                        found);
            }
            start = end + 1;
        }
        return found;
    }

    private void lookBehindDisguises(String text, int start, int end, BitSet found) {
        List<TextBytes> views = new ArrayList<>();
        views.add(TextBytes.of(text, start, end));
        String region = text.substring(start, end);
        if (region.contains("\n ")) {
            views.add(TextBytes.withoutIndents(text, start, end));
        }
        if (region.indexOf('\b') >= 0) {
            views.add(TextBytes.afterBackspaces(text, start, end));
        }
        int looked = 0;
        for (int depth = 0; looked < views.size(); depth++) {
            int known = views.size();
            for (; looked < known; looked++) {
                TextBytes view = views.get(looked);
                look(view, found);
                if (depth < DEEPEST) {
                    takeOff(view, views);
                }
            }
        }
    }

    private static void takeOff(TextBytes view, List<TextBytes> views) {
        for (Escaping disguise : Escaping.values()) {
            if (views.size() < MOST_VIEWS) {
                Optional<TextBytes> plain = disguise.takenOff(view);
                plain.ifPresent(views::add);
            }
        }
    }

    private void look(TextBytes view, BitSet found) {
        long window = 0;
        for (int at = 0; at < view.length(); at++) {
            window = (window << 8) | folded(view.at(at));
            if (at >= SecretParts.LENGTH - 1 && parts.contains(window)) {
                found.set(view.from(at - SecretParts.LENGTH + 1), view.to(at));
            }
        }
    }

    private static String shown(String text, int first, BitSet found) {
        if (first == 0 && found.isEmpty() && text.indexOf('\b') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() - first);
        boolean masked = false;
        for (int at = first; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                shown.append(c);
                masked = false;
            } else if (found.get(at)) {
                if (!masked) {
                    shown.append(MASK);
                }
                masked = true;
            } else if (c != '\b' && c != '\r') {
                shown.append(c);
                masked = false;
            }
        }
        return shown.toString();
    }

    /**
     * A byte as it is compared: letters in one case, since names of hosts and hexadecimal digits
     * change it, and a plus like a blank, for which it stands in the query of an address.
     */
    static int folded(byte value) {
        return FOLDED[value & 0xff] & 0xff;
    }

    private static byte[] folding() {
        byte[] folding = new byte[256];
        for (int value = 0; value < folding.length; value++) {
            folding[value] =
                    (byte)
                            (value == '+'
                                    ? ' '
                                    : value < 128 ? Character.toLowerCase(value) : value);
        }
        return folding;
    }

    @Override
    public String toString() {
        return "Scrubber[" + parts + "]";
    }
}
