// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The start of a heredoc: {@code <<EOF}, {@code 3<<-"EOF"}.
 *
 * @param name the word that ends the body, unquoted
 * @param expands no part of the word is quoted, so variables of the body are put in
 * @param stripsTabs written {@code <<-}
 */
public record HeredocName(String name, boolean expands, boolean stripsTabs) {
    private static final ShellLexer LINE = ShellLexer.forHeredocsOfALine();
    private static final ShellLexer UNQUOTED = ShellLexer.forHeredocNames(false);
    private static final ShellLexer QUOTED = ShellLexer.forHeredocNames(true);

    /** All that start in an instruction, in order; none when its quotes do not match. */
    public static List<HeredocName> in(String line) throws ExpansionException {
        List<String> words;
        try {
            words = LINE.words(line, Variables.NONE);
        } catch (ExpansionException unmatched) {
            return List.of();
        }
        List<HeredocName> names = new ArrayList<>();
        for (String word : words) {
            of(word).ifPresent(names::add);
        }
        return names;
    }

    /** Whether a word starts a heredoc; a word that only looks like one does not. */
    public static boolean isStartedBy(String word) {
        try {
            return of(word).isPresent();
        } catch (ExpansionException notOne) {
            return false;
        }
    }

    /**
     * The heredoc that a word starts: digits, {@code <<}, a dash or not, and one word in which
     * there is no {@code <}.
     */
    public static Optional<HeredocName> of(String word) throws ExpansionException {
        int at = 0;
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
            at++;
        }
        if (!word.startsWith("<<", at)) {
            return Optional.empty();
        }
        at += 2;
        boolean stripsTabs = at < word.length() && word.charAt(at) == '-';
        if (stripsTabs) {
            at++;
        }
        while (at < word.length()
                && Blanks.isSpace(word.charAt(at))
                && word.charAt(at) < 0x80
                && word.charAt(at) != 0x0B) {
            at++;
        }
        String rest = word.substring(at);
        if (rest.isEmpty() || rest.indexOf('<') >= 0) {
            return Optional.empty();
        }
        List<String> unquoted = UNQUOTED.words(rest, Variables.NONE);
        if (unquoted.size() != 1) {
            return Optional.empty();
        }
        List<String> quoted = QUOTED.words(rest, Variables.NONE);
        if (quoted.size() != 1) {
            throw new ExpansionException(
                    "internal lexing of heredoc produced inconsistent results: " + rest);
        }
        String name = unquoted.getFirst();
        boolean expands = quotes(name) == quotes(quoted.getFirst());
        return Optional.of(new HeredocName(name, expands, stripsTabs));
    }

    private static long quotes(String text) {
        return text.chars().filter(character -> character == '\'' || character == '"').count();
    }
}
