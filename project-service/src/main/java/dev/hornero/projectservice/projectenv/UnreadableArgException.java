// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.argvalue.ArgScope;
import dev.hornero.projectservice.argvalue.StoredArg;

/** A value that was kept cannot be opened any more; the message is for the user. */
public final class UnreadableArgException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableArgException(StoredArg stored, String why) {
        super(
                "The value of %s that is kept for the %s cannot be opened: %s."
                        .formatted(stored.name(), owner(stored.scope().kind()), why));
    }

    private static String owner(ArgScope.Kind kind) {
        return switch (kind) {
            case PROJECT -> "project";
            case PROJECT_ENV -> "ProjectEnv";
            case BUILD -> "build";
        };
    }
}
