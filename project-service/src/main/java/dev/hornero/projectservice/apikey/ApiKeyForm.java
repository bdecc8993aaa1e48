// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.events.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.field.Names;
import java.time.Instant;
import java.util.Optional;

/** What is sent to make an API key. */
record ApiKeyForm(String name, Role role, Optional<Instant> expiresAt) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    ApiKeyForm {
        Names.name(name, "name");
        if (role == null) {
            throw ProblemException.invalid("role", "Use VIEWER, EDITOR or ADMIN.");
        }
        if (expiresAt.filter(end -> end.isAfter(LATEST)).isPresent()) {
            throw ProblemException.invalid("expiresAt", "Use a time before the year 10000.");
        }
    }
}
