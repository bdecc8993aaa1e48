// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.apikey;

/**
 * What an API key may do; each includes those before it. On the wire: what a caller of the REST
 * APIs may do is decided by the {@code Role} of {@code http-api}.
 */
public enum Role {
    /** Read everything but secrets. */
    VIEWER,
    /** Change projects, ProjectEnvs and values; build and cancel. */
    EDITOR,
    /** Environments, git credentials, API keys, dead letters. */
    ADMIN;

    /** Whether this role includes another. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
