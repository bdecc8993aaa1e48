// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.text.Blanks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text behind a keyword, its leading {@code --flags} taken off. Quotes and escapes of flags are
 * resolved, as {@code split_command.go} of BuildKit does. It goes through the text byte by byte and
 * takes each for a character, so that in front of the rest {@code é} becomes two of them, and half
 * of a no-break space hides a flag.
 */
record Flagged(List<String> flags, String rest) {
    private static final String MARK = "--";

    static Flagged of(String text, char escape) {
        if (!startsFlag(text, skipAsciiBlanks(text))) {
            return new Flagged(List.of(), Blanks.trim(text));
        }
        if (text.chars().allMatch(Flagged::isAscii)) {
            Flagged flagged = ofBytes(text, escape);
            return new Flagged(flagged.flags, Blanks.trim(flagged.rest));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Flagged flagged = ofBytes(new String(bytes, StandardCharsets.ISO_8859_1), escape);
        byte[] rest = flagged.rest.getBytes(StandardCharsets.ISO_8859_1);
        return new Flagged(flagged.flags, Blanks.trim(new String(rest, StandardCharsets.UTF_8)));
    }

    private static int skipAsciiBlanks(String text) {
        int at = 0;
        while (at < text.length() && isAscii(text.charAt(at)) && Blanks.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isAscii(int character) {
        return character < 0x80;
    }

    private static Flagged ofBytes(String text, char escape) {
        List<String> flags = new ArrayList<>();
        int at = 0;
        while (true) {
            at = skipBlanks(text, at);
            if (!startsFlag(text, at)) {
                return new Flagged(flags, text.substring(at));
            }
            StringBuilder flag = new StringBuilder();
            boolean quoted = false;
            char quote = 0;
            while (at < text.length() && (quote != 0 || !Blanks.isSpace(text.charAt(at)))) {
                char character = text.charAt(at++);
                if (quote != 0 && character == quote) {
                    quote = 0;
                } else if (quote == 0 && (character == '\'' || character == '"')) {
                    quote = character;
                    quoted = true;
                } else if (character == escape) {
                    if (at < text.length()) {
                        flag.append(text.charAt(at++));
                    }
                } else {
                    flag.append(character);
                }
            }
            if (flag.toString().equals(MARK)) {
                return new Flagged(flags, text.substring(at));
            }
            if (quoted || !flag.isEmpty()) {
                flags.add(flag.toString());
            }
        }
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Blanks.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean startsFlag(String text, int at) {
        return text.startsWith(MARK, at);
    }
}
