// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.projectservice.args.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decides which builds of one ProjectEnv go on. The order of builds is the order of ArgsResolved: a
 * build is held back until every earlier one is resolved, waits for values, or has ended; so one
 * that nobody gives values holds up nobody.
 */
final class BuildQueue {
    private BuildQueue() {}

    /** A build that has neither been resolved nor ended, in the order of their numbers. */
    sealed interface Place {
        BuildId id();

        /** Its scan has not answered: what comes after it cannot be resolved. */
        record Unscanned(BuildId id) implements Place {}

        /**
         * Its scan has answered.
         *
         * @param asked the names that were last told to be missing
         */
        record Scanned(BuildId id, Resolution resolution, List<String> asked) implements Place {
            public Scanned {
                Objects.requireNonNull(resolution, "resolution");
                asked = List.copyOf(asked);
            }
        }
    }

    /** What happens to a build now. Builds without a step stay as they are. */
    sealed interface Step {
        BuildId id();

        /** It goes into the queue of its cluster. */
        record Release(BuildId id, Resolution.Resolved with) implements Step {}

        /** It is told which values it waits for. */
        record Ask(BuildId id, List<String> names) implements Step {
            public Ask {
                names = List.copyOf(names);
            }
        }
    }

    /** The steps in their order. */
    static List<Step> decide(List<Place> places) {
        List<Step> steps = new ArrayList<>();
        boolean held = false;
        for (Place place : places) {
            switch (place) {
                case Place.Unscanned _ -> held = true;
                case Place.Scanned(BuildId id, Resolution.Resolved resolved, _) -> {
                    if (!held) {
                        steps.add(new Step.Release(id, resolved));
                    }
                }
                case Place.Scanned(BuildId id, Resolution.Missing(var names), var asked) -> {
                    if (!names.equals(asked)) {
                        steps.add(new Step.Ask(id, names));
                    }
                }
            }
        }
        return steps;
    }
}
