// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import dev.hornero.dockerfile.expansion.HeredocName;
import dev.hornero.dockerfile.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file instruction by instruction, as {@code frontend/dockerfile/parser/parser.go} of
 * BuildKit does. Only its keyword says whether an instruction has heredocs, so the caller asks for
 * their bodies before it asks for the next line.
 */
public final class LogicalLines {
    private static final char DEFAULT_ESCAPE = '\\';

    private final PhysicalLines lines;
    private final DirectiveReader directives = new DirectiveReader("#");
    private List<String> comments = new ArrayList<>();
    private char escape = DEFAULT_ESCAPE;

    public LogicalLines(byte[] source) {
        this.lines = new PhysicalLines(source);
    }

    /** The escape character of the directive, or the backslash; final once a line was read. */
    public char escape() {
        return escape;
    }

    /** The number of the physical line read last. */
    public int number() {
        return lines.number();
    }

    /** The next instruction, absent at the end of the file. */
    public Optional<LogicalLine> next() throws InvalidDockerfileException {
        while (lines.advance()) {
            String text = lines.text();
            String trimmed = Blanks.trimStart(text);
            if (trimmed.startsWith("#")) {
                readComment(text, trimmed);
                continue;
            }
            if (!directives.isDone()) {
                directives.read(trimmed, lines.number());
            }
            int kept = lengthBeforeContinuation(trimmed);
            if (kept == trimmed.length()) {
                if (!trimmed.isEmpty()) {
                    return Optional.of(line(trimmed, lines.number(), false));
                }
                continue;
            }
            return Optional.of(continued(trimmed.substring(0, kept)));
        }
        return Optional.empty();
    }

    private void readComment(String text, String trimmed) throws InvalidDockerfileException {
        if (!directives.isDone()) {
            Optional<Directive> directive = directives.read(trimmed, lines.number());
            if (directive.isPresent()) {
                if (directive.get().name().equals(Directive.ESCAPE)) {
                    setEscape(directive.get().value());
                }
                return;
            }
        }
        String comment = Blanks.trim(text.substring(1));
        if (comment.isEmpty()) {
            comments.clear();
        } else {
            comments.add(comment);
        }
    }

    private void setEscape(String value) throws InvalidDockerfileException {
        if (!value.equals("`") && !value.equals("\\")) {
            throw new InvalidDockerfileException(
                    lines.number(), "invalid escape token '" + value + "' does not match ` or \\");
        }
        escape = value.charAt(0);
    }

    private LogicalLine continued(String start) {
        int first = lines.number();
        StringBuilder joined = new StringBuilder(start);
        boolean hasEmptyContinuation = false;
        boolean continues = true;
        while (continues && lines.advance()) {
            String text = lines.text();
            String trimmed = Blanks.trimStart(text);
            if (trimmed.startsWith("#")) {
                continue;
            }
            if (trimmed.isEmpty()) {
                hasEmptyContinuation = true;
                continue;
            }
            int kept = lengthBeforeContinuation(text);
            joined.append(text, 0, kept);
            continues = kept < text.length();
        }
        return line(joined.toString(), first, hasEmptyContinuation);
    }

    private LogicalLine line(String text, int first, boolean hasEmptyContinuation) {
        LogicalLine line =
                new LogicalLine(text, first, lines.number(), comments, hasEmptyContinuation);
        if (!comments.isEmpty()) {
            comments = new ArrayList<>();
        }
        return line;
    }

    /**
     * How much of a line stands before the escape character that continues it; all of it when
     * nothing does. An escape before the escape undoes it.
     */
    private int lengthBeforeContinuation(String text) {
        int at = text.length() - 1;
        while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at--;
        }
        boolean continues =
                at >= 0 && text.charAt(at) == escape && (at == 0 || text.charAt(at - 1) != escape);
        return continues ? at : text.length();
    }

    /**
     * The body of a heredoc, read up to the line that ends it; {@code first} is the line of the
     * instruction.
     */
    public Heredoc heredoc(HeredocName start, int first) throws InvalidDockerfileException {
        StringBuilder body = new StringBuilder();
        while (lines.advance()) {
            if (ends(lines.text(), start)) {
                return new Heredoc(start, body.toString());
            }
            body.append(lines.raw());
        }
        throw new InvalidDockerfileException(first, "unterminated heredoc");
    }

    private static boolean ends(String text, HeredocName start) {
        int at = 0;
        while (start.stripsTabs() && at < text.length() && text.charAt(at) == '\t') {
            at++;
        }
        return text.length() - at == start.name().length() && text.startsWith(start.name(), at);
    }

    /** To be called at the end: reading may have stopped before it. */
    public void requireAllRead() throws InvalidDockerfileException {
        if (lines.stoppedAtALineTooLong()) {
            throw new InvalidDockerfileException(
                    lines.number(),
                    "dockerfile line greater than max allowed size of " + PhysicalLines.LONGEST);
        }
    }
}
