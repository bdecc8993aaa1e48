// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;

/** A secret that a {@code RUN --mount=type=secret} asks for. */
public record RequiredBuildSecret(String id, boolean required, int line) {
    public RequiredBuildSecret {
        Require.text(id, "buildSecret.id");
        Require.atLeast(1, line, "buildSecret.line");
    }
}
