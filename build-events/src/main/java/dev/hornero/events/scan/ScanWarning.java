// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.Optional;

/** Something in the Dockerfile that works otherwise than it looks; {@code code} is stable. */
public record ScanWarning(String code, Optional<Integer> line, String message) {
    public ScanWarning {
        Require.text(code, "warning.code");
        Require.present(line, "warning.line");
        Require.text(message, "warning.message");
    }
}
