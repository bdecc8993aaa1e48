// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import dev.hornero.events.BuildId;

/** Something that is no longer as it was; what it is now can be read. */
public sealed interface Change {
    /** The build that it is about. */
    BuildId build();

    /** A build's facts. */
    record OfBuild(BuildId build) implements Change {}

    /** A build's log has more lines, or is complete. */
    record OfLog(BuildId build) implements Change {}
}
