// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import dev.hornero.cli.terminal.Terminal;

/**
 * What happens while a command waits, on the error output. Where a person watches, the last line
 * says how it stands and is written over; else there are plain lines only.
 */
final class Progress {
    private static final String ERASED_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private String status = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void line(String text) {
        erase();
        terminal.err().println(text);
        draw();
    }

    synchronized void status(String text) {
        erase();
        status = text;
        draw();
    }

    private void erase() {
        if (terminal.interactive() && !status.isEmpty()) {
            terminal.err().print(ERASED_LINE);
        }
    }

    private void draw() {
        if (terminal.interactive() && !status.isEmpty()) {
            int room = Math.max(1, terminal.width() - 1);
            terminal.err().print(status.length() > room ? status.substring(0, room) : status);
            terminal.err().flush();
        }
    }
}
