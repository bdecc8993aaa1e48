// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;

/**
 * The text behind a keyword, its leading {@code --flags} taken off. Quotes and escapes of flags are
 * resolved, as {@code split_command.go} of BuildKit does.
 */
record Flagged(List<String> flags, String rest) {
    static Flagged of(String text, char escape) {
        if (!startsFlag(text, skipBlanks(text, 0))) {
            return new Flagged(List.of(), Blanks.trim(text));
        }
        List<String> flags = new ArrayList<>();
        int at = 0;
        while (true) {
            at = skipBlanks(text, at);
            if (!startsFlag(text, at)) {
                return new Flagged(flags, Blanks.trim(text.substring(at)));
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
            if (flag.toString().equals("--")) {
                return new Flagged(flags, Blanks.trim(text.substring(at)));
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
        return text.startsWith("--", at);
    }
}
