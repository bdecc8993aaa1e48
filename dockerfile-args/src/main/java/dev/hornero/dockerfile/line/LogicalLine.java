// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import java.util.List;

/**
 * The text of one instruction, its continuations joined.
 *
 * @param first 1-based number of the physical line it starts on
 * @param last 1-based number of the physical line it ends on, heredocs not counted
 * @param comments the comments above it, trimmed, that may describe it
 * @param hasEmptyContinuation a blank line stands between its continuations
 */
public record LogicalLine(
        String text, int first, int last, List<String> comments, boolean hasEmptyContinuation) {
    public LogicalLine {
        comments = List.copyOf(comments);
    }
}
