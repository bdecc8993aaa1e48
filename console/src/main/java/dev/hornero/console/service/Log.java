// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.List;
import java.util.Optional;

/** A build's log as far as it is known; {@code complete} when no line can follow. */
public record Log(List<Line> lines, boolean complete) {
    public Log {
        lines = Build.copy(lines);
    }

    /** One line; at a gap lines are missing. */
    public record Line(String text, Optional<Boolean> gap) {}
}
