// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.Optional;

/**
 * A build argument's value as it is kept.
 *
 * @param value absent for secret ones
 * @param origin {@code PROJECT_ENV} or {@code PROJECT}
 */
public record KeptValue(String name, Optional<String> value, boolean secret, String origin) {
    /** It is the project's, for all its ProjectEnvs. */
    public boolean ofProject() {
        return origin.equals("PROJECT");
    }
}
