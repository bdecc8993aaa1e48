// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;

/** The remote sends more than one read may cost. The message is a sentence for the user. */
final class LimitReached extends IOException {

    LimitReached(String sentence) {
        super(sentence);
    }
}
