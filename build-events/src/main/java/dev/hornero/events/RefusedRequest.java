// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Optional;

/**
 * A request of another service that was refused, and why.
 *
 * @param source with {@code id}, which event it was: its CloudEvents source and id
 * @param field what in it is wrong, such as {@code branch}; absent where no one field is
 * @param message a sentence that says why, and what to do
 */
public record RefusedRequest(String source, String id, Optional<String> field, String message) {
    public RefusedRequest {
        Require.text(source, "request.source");
        Require.text(id, "request.id");
        Require.present(field, "request.field").ifPresent(f -> Require.text(f, "request.field"));
        Require.text(message, "request.message");
    }
}
