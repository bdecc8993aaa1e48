// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

/** What is done about arguments that are required and may be empty. */
public enum SoftArguments {
    /** A build waits until each has a value, possibly an empty one. */
    ASK,
    /** A build goes on without them, as Docker does. */
    EMPTY
}
