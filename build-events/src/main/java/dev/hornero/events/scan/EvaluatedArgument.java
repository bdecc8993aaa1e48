// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.List;

/**
 * A build argument as it stands with the values that a build has.
 *
 * @param since the values without which it would not be required; none where it always is
 */
public record EvaluatedArgument(BuildArgument argument, List<GivenValue> since) {
    public EvaluatedArgument {
        Require.present(argument, "evaluated.argument");
        since = List.copyOf(Require.present(since, "evaluated.since"));
    }
}
