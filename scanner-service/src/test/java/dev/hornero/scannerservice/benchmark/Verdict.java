// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.benchmark;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures, and says of each goal whether it is reached. */
final class Verdict {

    private final PrintStream out;
    private boolean missed;

    Verdict(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.printf(Locale.ROOT, "%n%s%n", text);
    }

    void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    void goal(String what, double figure, double most) {
        boolean reached = figure <= most;
        missed |= !reached;
        line("  %-7s %s: %.3f, at most %.3f", reached ? "reached" : "MISSED", what, figure, most);
    }

    int exitCode() {
        return missed ? 1 : 0;
    }
}
