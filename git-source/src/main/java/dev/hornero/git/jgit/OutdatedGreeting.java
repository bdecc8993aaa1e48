// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;

/** The server does not answer as the one that was remembered: it has to be greeted again. */
final class OutdatedGreeting extends IOException {

    OutdatedGreeting() {
        super("another answer than the last time");
    }
}
