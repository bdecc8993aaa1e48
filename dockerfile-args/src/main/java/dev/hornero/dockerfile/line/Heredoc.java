// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

import dev.hornero.dockerfile.expansion.HeredocName;

/** A heredoc with its body as it stands in the file, line feeds included. */
public record Heredoc(HeredocName start, String body) {
    /** The body without the tabs that {@code <<-} takes off the front of each line. */
    public String strippedBody() {
        if (!start.stripsTabs()) {
            return body;
        }
        StringBuilder stripped = new StringBuilder(body.length());
        boolean atLineStart = true;
        for (int at = 0; at < body.length(); at++) {
            char character = body.charAt(at);
            if (!atLineStart || character != '\t') {
                stripped.append(character);
                atLineStart = character == '\n';
            }
        }
        return stripped.toString();
    }
}
