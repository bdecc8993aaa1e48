// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import java.net.URI;

/** How a process shows that it serves. */
public sealed interface Readiness {

    /** It answers 200 here. */
    record Answers(URI uri) implements Readiness {}

    /** It prints the line {@code ready}. */
    record SaysReady() implements Readiness {}

    /**
     * It answers a first message of its own protocol, with anything.
     *
     * @param message in hexadecimal digits
     */
    record Speaks(int port, String message) implements Readiness {}
}
