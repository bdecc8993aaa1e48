// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.Optional;

/** An error as the services report it. */
public record Problem(Optional<String> title, Optional<String> detail, Optional<String> field) {
    static Problem unknown() {
        return new Problem(Optional.empty(), Optional.empty(), Optional.empty());
    }

    String sentence(int status) {
        return detail.or(() -> title).orElse("The service answered with status " + status + ".");
    }
}
