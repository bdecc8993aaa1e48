// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import java.util.List;

/** A whole log as far as it is stored. */
record LogRepresentation(List<LineRepresentation> lines, boolean complete) {
    static LogRepresentation of(List<LogReader.Part> parts) {
        return new LogRepresentation(
                parts.stream()
                        .flatMap(part -> part.lines().stream())
                        .map(LineRepresentation::of)
                        .toList(),
                parts.getLast().complete());
    }
}
