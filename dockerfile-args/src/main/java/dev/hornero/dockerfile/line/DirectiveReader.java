// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import dev.hornero.dockerfile.text.Blanks;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the directives at the very top of a file. The first line that is none ends them for good.
 */
final class DirectiveReader {
    private static final Set<String> KNOWN =
            Set.of(Directive.SYNTAX, Directive.ESCAPE, Directive.CHECK);

    private final String commentMark;
    private final Set<String> seen = new HashSet<>();
    private boolean done;

    DirectiveReader(String commentMark) {
        this.commentMark = commentMark;
    }

    boolean isDone() {
        return done;
    }

    /** The directive of a line; {@code number} is the line's, for the error. */
    Optional<Directive> read(String line, int number) throws InvalidDockerfileException {
        if (done) {
            return Optional.empty();
        }
        Optional<Directive> directive =
                line.startsWith(commentMark)
                        ? parse(Blanks.trimStart(line.substring(commentMark.length())))
                        : Optional.empty();
        done = directive.isEmpty();
        if (directive.isPresent() && !seen.add(directive.get().name())) {
            throw new InvalidDockerfileException(
                    number, "only one " + directive.get().name() + " parser directive can be used");
        }
        return directive;
    }

    /** {@code [a-zA-Z][a-zA-Z0-9]*\s*=\s*(.+?)\s*}, in which a blank alone is a value too. */
    private static Optional<Directive> parse(String text) {
        int at = 0;
        while (at < text.length() && isLetterOrDigit(text.charAt(at), at > 0)) {
            at++;
        }
        String name = text.substring(0, at).toLowerCase(Locale.ROOT);
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '=' || !KNOWN.contains(name)) {
            return Optional.empty();
        }
        int start = at + 1;
        int end = text.length();
        while (start < end - 1 && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start + 1 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return start < end
                ? Optional.of(new Directive(name, text.substring(start, end)))
                : Optional.empty();
    }

    private static boolean isLetterOrDigit(char character, boolean digitAllowed) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (digitAllowed && character >= '0' && character <= '9');
    }

    private static boolean isBlank(char character) {
        return character == ' '
                || character == '\t'
                || character == '\r'
                || character == '\f'
                || character == '\n';
    }
}
