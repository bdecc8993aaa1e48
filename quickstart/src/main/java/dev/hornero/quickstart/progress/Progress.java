// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.progress;

import java.io.PrintStream;

/**
 * Lines for the user. On a terminal there is one more, the last, which says what is waited for and
 * is overwritten; elsewhere that one is left out.
 */
public final class Progress {

    private static final String ERASE_LINE = "\r\033[2K";
    private static final int MAX_WIDTH = 100;

    private final PrintStream out;
    private final boolean terminal;
    private boolean waitingShown;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void say(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    /** Replaces the line that says what is waited for. */
    public synchronized void waitFor(String what) {
        if (!terminal) {
            return;
        }
        erase();
        out.print(what.length() > MAX_WIDTH ? what.substring(0, MAX_WIDTH) : what);
        out.flush();
        waitingShown = true;
    }

    /** Nothing is waited for any more. */
    public synchronized void done() {
        erase();
        out.flush();
    }

    private void erase() {
        if (waitingShown) {
            out.print(ERASE_LINE);
            waitingShown = false;
        }
    }
}
