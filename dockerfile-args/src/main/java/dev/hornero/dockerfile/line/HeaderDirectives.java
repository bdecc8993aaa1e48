// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import java.util.Optional;

/**
 * Looks single directives up as BuildKit does before it reads the file itself: a first line {@code
 * #!…} is skipped, and {@code // syntax=…} counts where there is no {@code # syntax=…}.
 */
public final class HeaderDirectives {
    private final byte[] source;

    public HeaderDirectives(byte[] source) {
        this.source = source;
    }

    /** The image of the front end that the file asks for. */
    public Optional<String> syntax() {
        return find(Directive.SYNTAX, "#")
                .or(() -> find(Directive.SYNTAX, "//"))
                .map(HeaderDirectives::upToTheFirstSpace);
    }

    /** The options of BuildKit's linter. */
    public Optional<String> check() {
        return find(Directive.CHECK, "#").map(HeaderDirectives::upToTheFirstSpace);
    }

    private Optional<String> find(String name, String commentMark) {
        PhysicalLines lines = new PhysicalLines(source);
        DirectiveReader reader = new DirectiveReader(commentMark);
        while (!reader.isDone() && lines.advance()) {
            if (lines.number() == 1 && lines.text().startsWith("#!")) {
                continue;
            }
            try {
                Optional<Directive> directive = reader.read(lines.text(), lines.number());
                if (directive.isPresent() && directive.get().name().equals(name)) {
                    return directive.map(Directive::value);
                }
            } catch (InvalidDockerfileException twice) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String upToTheFirstSpace(String value) {
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }
}
