// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import dev.hornero.events.BuildId;
import java.util.Optional;

/** Something that is no longer as it was; what it is now can be read. */
public sealed interface Change {
    /** The build that it is about. */
    BuildId build();

    /**
     * A build's facts.
     *
     * @param position every change before it was sent before this one; empty where that is not
     *     known
     */
    record OfBuild(BuildId build, Optional<ChangePosition> position) implements Change {}

    /** A build's log has more lines, or is complete. */
    record OfLog(BuildId build) implements Change {}
}
