// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.apikey;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an API key may do; each role includes those before it. The events have a {@code Role} of
 * their own, since this module does not depend on the event contract.
 */
public enum Role {
    VIEWER,
    EDITOR,
    ADMIN;

    /** Every endpoint needs at least this role; for {@code @RolesAllowed}. */
    public static final String VIEWER_ROLE = "VIEWER";

    /** For {@code @RolesAllowed}. */
    public static final String EDITOR_ROLE = "EDITOR";

    /** For {@code @RolesAllowed}. */
    public static final String ADMIN_ROLE = "ADMIN";

    /** The names of this role and of all it includes. */
    Set<String> included() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(Role::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
