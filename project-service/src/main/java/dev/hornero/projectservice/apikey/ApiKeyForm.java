// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.events.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.field.Names;
import java.time.Instant;
import java.util.Optional;

/** What is sent to make an API key. */
record ApiKeyForm(String name, Role role, Optional<Instant> expiresAt) {
    ApiKeyForm {
        Names.name(name, "name");
        if (role == null) {
            throw ProblemException.invalid("role", "Use VIEWER, EDITOR or ADMIN.");
        }
    }
}
