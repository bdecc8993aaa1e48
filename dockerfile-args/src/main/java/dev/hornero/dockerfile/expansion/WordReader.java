// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one word. Everything is written to one buffer; an open {@code ${…}} or quotation
 * remembers where its text starts, so that closing it can replace the text in place.
 */
final class WordReader {
    static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String MISSING_BRACE = "syntax error: missing '}'";
    private static final String MISSING_SLASH = "syntax error: missing '/' in ${}";

    private final ShellLexer lexer;
    private final String source;
    private final Variables variables;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final @Nullable WordSplitter splitter;
    private boolean keepsEscapes;
    private int openWords;
    private int at;

    WordReader(ShellLexer lexer, String source, Variables variables, boolean splits) {
        this.lexer = lexer;
        this.source = source;
        this.variables = variables;
        this.keepsEscapes = lexer.keepsEscapes();
        this.splitter = splits ? new WordSplitter() : null;
    }

    /** Something opened and not yet closed; {@code start} is where its text starts. */
    private sealed interface Open {
        record Quotation(int start) implements Open {}

        /** The word of {@code ${name…word}}, up to {@code stop}. */
        record Word(
                Substitution substitution,
                int start,
                char stop,
                boolean keptEscapesBefore,
                int expressionStart)
                implements Open {}
    }

    String text() {
        return out.toString();
    }

    List<String> words() {
        return splitter == null ? List.of() : splitter.words();
    }

    void read() throws ExpansionException {
        if (!source.isEmpty() && source.charAt(0) == BYTE_ORDER_MARK) {
            at = 1;
        }
        while (true) {
            switch (open.peek()) {
                case null -> {
                    if (at >= source.length()) {
                        return;
                    }
                    readCharacter();
                }
                case Open.Word word -> {
                    if (at >= source.length()) {
                        throw failure("unexpected end of statement");
                    }
                    if (source.charAt(at) == word.stop()) {
                        at++;
                        open.pop();
                        openWords--;
                        close(word);
                    } else {
                        readCharacter();
                    }
                }
                case Open.Quotation quotation -> readQuoted(quotation);
            }
        }
    }

    private void readCharacter() throws ExpansionException {
        char character = source.charAt(at);
        if (character == '$') {
            readDollar();
        } else if (character == '<') {
            readHeredocMark();
        } else if (character == '\'' && !lexer.quotesAreText()) {
            readSingleQuotes();
        } else if (character == '"' && !lexer.quotesAreText()) {
            int start = out.length();
            at++;
            if (lexer.keepsQuotes()) {
                out.append('"');
            }
            open.push(new Open.Quotation(start));
        } else {
            at++;
            if (character == lexer.escape()) {
                if (keepsEscapes) {
                    appendRaw(character);
                }
                if (at < source.length()) {
                    appendRaw(source.charAt(at));
                    at++;
                }
            } else {
                out.append(character);
                if (splitter != null && open.isEmpty()) {
                    splitter.add(character);
                }
            }
        }
    }

    private void appendRaw(char character) {
        out.append(character);
        if (splitter != null && open.isEmpty()) {
            splitter.addUnsplit(character);
        }
    }

    /** Blanks may stand between {@code <<} and the word, and do not split them. */
    private void readHeredocMark() {
        int start = at;
        at++;
        if (at < source.length() && source.charAt(at) == '<') {
            at++;
            while (at < source.length() && isHeredocBlank(source.charAt(at))) {
                at++;
            }
        }
        out.append(source, start, at);
        if (splitter != null && open.isEmpty()) {
            splitter.addUnsplit(source, start, at);
        }
    }

    private static boolean isHeredocBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private void readSingleQuotes() throws ExpansionException {
        int start = out.length();
        int end = source.indexOf('\'', at + 1);
        if (end < 0) {
            at = source.length();
            throw failure("unexpected end of statement while looking for matching single-quote");
        }
        if (lexer.keepsQuotes()) {
            out.append(source, at, end + 1);
        } else {
            out.append(source, at + 1, end);
        }
        at = end + 1;
        if (splitter != null && open.isEmpty()) {
            splitter.addUnsplit(out, start, out.length());
        }
    }

    private void readQuoted(Open.Quotation quotation) throws ExpansionException {
        if (at >= source.length()) {
            throw failure("unexpected end of statement while looking for matching double-quote");
        }
        char character = source.charAt(at);
        if (character == '"') {
            at++;
            open.pop();
            if (lexer.keepsQuotes()) {
                out.append('"');
            }
            if (splitter != null && open.isEmpty()) {
                splitter.addUnsplit(out, quotation.start(), out.length());
            }
        } else if (character == '$') {
            readDollar();
        } else {
            at++;
            if (character == lexer.escape()) {
                if (keepsEscapes) {
                    out.append(character);
                }
                if (at >= source.length()) {
                    return;
                }
                char next = source.charAt(at);
                if (next == '"' || next == '$' || next == lexer.escape()) {
                    character = next;
                    at++;
                }
            }
            out.append(character);
        }
    }

    private void readDollar() throws ExpansionException {
        int expressionStart = out.length();
        at++;
        if (at < source.length() && source.charAt(at) == '{') {
            at++;
            readSubstitution(expressionStart);
            return;
        }
        String name = readName();
        if (name.isEmpty()) {
            out.append('$');
        } else if (lexer.keepsVariables()) {
            out.append('$').append(name);
        } else {
            appendValue(variables.valueOf(name, Use.PLAIN).orElse(""));
        }
        expressionEnds(expressionStart);
    }

    private void readSubstitution(int expressionStart) throws ExpansionException {
        if (at >= source.length()) {
            throw failure(MISSING_BRACE);
        }
        char first = source.charAt(at);
        if (first == '{' || first == '}' || first == ':') {
            throw failure("syntax error: bad substitution");
        }
        String name = readName();
        int operator = next();
        boolean emptyIsUnset = operator == ':';
        String modifier = Character.toString(operator < 0 ? 0xFFFD : operator);
        if (operator == '}') {
            if (lexer.keepsVariables()) {
                out.append("${").append(name).append('}');
            } else {
                appendValue(variables.valueOf(name, Use.PLAIN).orElse(""));
            }
            expressionEnds(expressionStart);
            return;
        }
        if (emptyIsUnset) {
            operator = next();
            modifier += Character.toString(operator < 0 ? 0xFFFD : operator);
        } else if (operator == '/') {
            openPattern(name, expressionStart);
            return;
        } else if (operator < 0 || "+-?#%".indexOf(operator) < 0) {
            throw failure(Substitution.unsupported(modifier));
        }
        boolean trims = operator == '#' || operator == '%';
        if (emptyIsUnset && trims) {
            throw failure(Substitution.unsupported(modifier));
        }
        if (lexer.keepsVariables()) {
            out.append("${").append(name).append(modifier);
        }
        push(
                new Open.Word(
                        new Substitution(name, operator, emptyIsUnset, modifier),
                        out.length(),
                        '}',
                        keepsEscapes,
                        expressionStart));
        keepsEscapes = trims;
    }

    private void push(Open.Word word) {
        open.push(word);
        openWords++;
    }

    private void openPattern(String name, int expressionStart) {
        boolean all = at < source.length() && source.charAt(at) == '/';
        if (all) {
            at++;
        }
        if (lexer.keepsVariables()) {
            out.append("${").append(name).append('/');
        }
        push(
                new Open.Word(
                        new Substitution(name, '/', all, "/"),
                        out.length(),
                        '/',
                        keepsEscapes,
                        expressionStart));
        keepsEscapes = true;
    }

    private void close(Open.Word word) throws ExpansionException {
        Substitution substitution = word.substitution();
        if (word.stop() == '/') {
            closePattern(word);
            return;
        }
        keepsEscapes = word.keptEscapesBefore();
        if (lexer.keepsVariables()) {
            out.append('}');
        } else {
            applyTo(substitution, word.start());
        }
        if (splitter != null && openWords == 0) {
            splitter.forgetWord();
        }
        expressionEnds(word.expressionStart());
    }

    private void closePattern(Open.Word word) {
        Substitution substitution = word.substitution();
        if (lexer.keepsVariables()) {
            out.append('/');
        } else {
            substitution = substitution.withPattern(out.substring(word.start()));
            out.setLength(word.start());
        }
        push(
                new Open.Word(
                        substitution,
                        out.length(),
                        '}',
                        word.keptEscapesBefore(),
                        word.expressionStart()));
    }

    private void applyTo(Substitution substitution, int start) throws ExpansionException {
        Optional<String> value = variables.valueOf(substitution.name(), substitution.use());
        Optional<String> result;
        try {
            result = substitution.result(() -> out.substring(start), value, lexer.budget());
        } catch (ExpansionException e) {
            throw failure(e.reason());
        }
        if (result.isPresent()) {
            out.setLength(start);
            appendValue(result.get());
        }
    }

    private void appendValue(String value) throws ExpansionException {
        lexer.budget().spend(value.length());
        out.append(value);
    }

    private void expressionEnds(int start) {
        if (splitter != null && open.isEmpty()) {
            splitter.addSplitting(out, start, out.length());
        }
    }

    private int next() {
        if (at >= source.length()) {
            return -1;
        }
        int character = source.codePointAt(at);
        at += Character.charCount(character);
        return character;
    }

    private String readName() {
        int start = at;
        while (at < source.length()) {
            int character = source.codePointAt(at);
            if (at == start && Character.isDigit(character)) {
                while (at < source.length() && Character.isDigit(source.codePointAt(at))) {
                    at += Character.charCount(source.codePointAt(at));
                }
                break;
            }
            if (at == start && "@*#?-$!".indexOf(character) >= 0) {
                at++;
                break;
            }
            if (!Character.isLetter(character)
                    && !Character.isDigit(character)
                    && character != '_') {
                break;
            }
            at += Character.charCount(character);
        }
        return source.substring(start, at);
    }

    /** At the end of the text any error is reported as the outermost brace missing. */
    private ExpansionException failure(String message) {
        String reported = message;
        if (at >= source.length()) {
            for (Iterator<Open> outermost = open.descendingIterator(); outermost.hasNext(); ) {
                if (outermost.next() instanceof Open.Word word) {
                    reported = word.stop() == '/' ? MISSING_SLASH : MISSING_BRACE;
                    break;
                }
            }
        }
        return new ExpansionException("failed to process " + Quoted.of(source) + ": " + reported);
    }
}
