// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import dev.hornero.cli.terminal.Terminal;
import dev.hornero.cli.terminal.Terminal.Colour;

/** Where a build stands. */
public enum Phase {
    REQUESTED(Colour.BLUE, false),
    NEEDS_VALUES(Colour.YELLOW, false),
    QUEUED(Colour.BLUE, false),
    LAUNCHED(Colour.BLUE, false),
    RUNNING(Colour.BLUE, false),
    SUCCEEDED(Colour.GREEN, true),
    FAILED(Colour.RED, true),
    CANCELLED(Colour.DIM, true);

    private final Colour colour;
    private final boolean end;

    Phase(Colour colour, boolean end) {
        this.colour = colour;
        this.end = end;
    }

    /** Nothing comes after it. */
    boolean isEnd() {
        return end;
    }

    /** Its name, coloured where a person watches. */
    public String on(Terminal terminal) {
        return terminal.coloured(colour, name());
    }
}
