// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;

/** Cuts what is read into words. */
final class WordSplitter {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    void add(char character) {
        if (!Blanks.isSpace(character)) {
            addUnsplit(character);
        } else if (inWord && !word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    void addSplitting(CharSequence text, int start, int end) {
        for (int at = start; at < end; at++) {
            add(text.charAt(at));
        }
    }

    void addUnsplit(char character) {
        word.append(character);
        inWord = true;
    }

    void addUnsplit(CharSequence text, int start, int end) {
        word.append(text, start, end);
        inWord = true;
    }

    /**
     * Drops what was read of the current word. BuildKit reads the word inside {@code ${X:-word}}
     * into the same buffer, so {@code 1${X:-2}} is the word {@code 2}.
     */
    void forgetWord() {
        word.setLength(0);
    }

    List<String> words() {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
        return words;
    }
}
