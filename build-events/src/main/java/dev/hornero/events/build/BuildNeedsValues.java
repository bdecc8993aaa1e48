// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.build;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import java.util.List;

/**
 * A build waits for values. Sent again whenever the set of missing names changes.
 *
 * @param missing the names of the build arguments without a value, at least one
 */
public record BuildNeedsValues(BuildRef build, List<String> missing) implements BuildEvent {
    public BuildNeedsValues {
        Require.present(build, "build");
        missing = List.copyOf(Require.present(missing, "missing"));
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("missing must have at least one name");
        }
    }
}
