// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import java.util.Optional;

/** An error as the REST interfaces report it. */
public record Problem(
        Optional<String> type,
        Optional<String> title,
        Optional<String> detail,
        Optional<String> field) {

    /** What is wrong and what to do, for people. */
    String sentence(int status) {
        String what =
                detail.or(() -> title).orElse("The server answered with status " + status + ".");
        return field.filter(name -> !what.contains(name)).map(name -> name + ": ").orElse("")
                + what;
    }

    static Problem unknown() {
        return new Problem(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
