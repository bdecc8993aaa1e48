// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import java.util.List;

/**
 * Takes quotes and escapes off a word and puts variables in. Follows {@code
 * frontend/dockerfile/shell/lex.go} of BuildKit in everything, its oddities included, but for the
 * limit of {@link ExpansionBudget}. Nesting costs no stack.
 */
public final class ShellLexer {
    private final char escape;
    private final boolean quotesAreText;
    private final boolean keepsQuotes;
    private final boolean keepsEscapes;
    private final boolean keepsVariables;
    private final ExpansionBudget budget;

    private ShellLexer(
            char escape,
            boolean quotesAreText,
            boolean keepsQuotes,
            boolean keepsEscapes,
            boolean keepsVariables,
            ExpansionBudget budget) {
        this.escape = escape;
        this.quotesAreText = quotesAreText;
        this.keepsQuotes = keepsQuotes;
        this.keepsEscapes = keepsEscapes;
        this.keepsVariables = keepsVariables;
        this.budget = budget;
    }

    /** For the words of instructions; {@code escape} is the one of the parser directive. */
    public static ShellLexer of(char escape, ExpansionBudget budget) {
        return new ShellLexer(escape, false, false, false, false, budget);
    }

    /** For the bodies of heredocs, where quotes are text and the escape is always the backslash. */
    public static ShellLexer forHeredocBodies(ExpansionBudget budget) {
        return new ShellLexer('\\', true, false, false, false, budget);
    }

    /** Splits a line without changing its words, to find heredocs in it. */
    static ShellLexer forHeredocsOfALine() {
        return new ShellLexer('\\', false, true, true, true, new ExpansionBudget(0));
    }

    /** For the word that ends a heredoc. */
    static ShellLexer forHeredocNames(boolean keepsQuotes) {
        return new ShellLexer('\\', false, keepsQuotes, false, true, new ExpansionBudget(0));
    }

    /** The word with quotes and escapes taken off and variables put in; blanks stay. */
    public String expand(String word, Variables variables) throws ExpansionException {
        if (isPlain(word)) {
            return word;
        }
        WordReader reader = new WordReader(this, word, variables, false);
        reader.read();
        return reader.text();
    }

    /** The same, split at blanks that are neither quoted nor escaped, also those in values. */
    public List<String> words(String word, Variables variables) throws ExpansionException {
        WordReader reader = new WordReader(this, word, variables, true);
        reader.read();
        return reader.words();
    }

    private boolean isPlain(String word) {
        for (int at = 0; at < word.length(); at++) {
            char character = word.charAt(at);
            if (character == '$'
                    || character == escape
                    || character == '\''
                    || character == '"'
                    || character == WordReader.BYTE_ORDER_MARK) {
                return false;
            }
        }
        return true;
    }

    char escape() {
        return escape;
    }

    boolean quotesAreText() {
        return quotesAreText;
    }

    boolean keepsQuotes() {
        return keepsQuotes;
    }

    boolean keepsEscapes() {
        return keepsEscapes;
    }

    boolean keepsVariables() {
        return keepsVariables;
    }

    ExpansionBudget budget() {
        return budget;
    }
}
