// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.api;

import java.util.Map;

/** What becomes of a request on its way. */
public sealed interface Fault {
    Fault NONE = new None();

    /** Nothing. */
    record None() implements Fault {}

    /** The connection is cut before the server hears of it. */
    record CutBefore() implements Fault {}

    /** The server does as it was asked, and the connection is cut before it can say so. */
    record CutAfter() implements Fault {}

    /** Another answer is given, and the server hears of nothing. */
    record Answer(int code, Map<String, String> headers, String body) implements Fault {}
}
