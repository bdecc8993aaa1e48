// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;

/** The remote does not keep to git's protocol; asking again will not change that. */
final class MalformedAnswer extends IOException {

    MalformedAnswer(String what) {
        super(what);
    }

    MalformedAnswer(String what, Throwable cause) {
        super(what, cause);
    }
}
