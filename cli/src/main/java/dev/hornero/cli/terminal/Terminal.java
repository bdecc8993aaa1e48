// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;

/**
 * Where a command prints: answers on {@code out}, progress and errors on {@code err}.
 *
 * @param interactive a person watches: colours and a status line that is written over
 * @param width columns, for interactive terminals
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, int width) {
    public Terminal {
        requireNonNull(out, "out");
        requireNonNull(err, "err");
    }

    /** The text in a colour where a person watches, else as it is. */
    public String coloured(Colour colour, String text) {
        return interactive ? "\u001b[" + colour.code() + "m" + text + "\u001b[0m" : text;
    }

    /** What a text may be marked with. */
    public enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
