// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits ARG, ENV and LABEL at blanks that are neither quoted nor escaped; quotes and escapes stay.
 * A dollar with a brace protects nothing.
 */
final class QuotedWords {
    private QuotedWords() {}

    static List<String> of(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        boolean blankAllowed = false;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (!started && Blanks.isSpace(character)) {
                continue;
            }
            started = true;
            if (quote == 0 && Blanks.isSpace(character)) {
                if (blankAllowed || !word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                started = false;
                blankAllowed = false;
                continue;
            }
            if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
                blankAllowed = true;
            } else if (quote == character) {
                quote = 0;
            } else if (character == escape && quote != '\'') {
                if (at + 1 == text.length()) {
                    break;
                }
                word.append(character);
                at++;
                character = text.charAt(at);
            }
            word.append(character);
        }
        if (started && (blankAllowed || !word.isEmpty())) {
            words.add(word.toString());
        }
        return words;
    }
}
