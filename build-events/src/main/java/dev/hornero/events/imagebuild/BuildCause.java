// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

/** Why a later build was asked for. */
public enum BuildCause {
    /** A person or a pipeline asked over REST. */
    REQUESTED,
    /** The same inputs as an earlier build again. */
    REBUILD,
    /** Another internal service ordered it with {@code BuildOrdered}. */
    ORDERED
}
