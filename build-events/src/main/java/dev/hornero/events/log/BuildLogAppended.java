// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.log;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import java.util.List;

/**
 * Lines of a build's log, in order.
 *
 * @param last no line of this build comes after these
 */
public record BuildLogAppended(BuildRef build, List<LogLine> lines, boolean last)
        implements BuildLogEvent {
    public BuildLogAppended {
        Require.present(build, "build");
        lines = List.copyOf(Require.present(lines, "lines"));
    }

    /** The build's id: logs of one build stay in order, those of others do not hold them up. */
    @Override
    public String key() {
        return build.id().toString();
    }

    @Override
    public String subject() {
        return build.projectEnv().name();
    }
}
