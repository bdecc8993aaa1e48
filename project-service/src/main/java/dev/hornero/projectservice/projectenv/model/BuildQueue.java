// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.BuildId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which builds of one ProjectEnv go on. The order of builds is the order of ArgsResolved: a
 * build is held back until every earlier one is resolved, waits for values, or has ended; so one
 * that nobody gives values holds up nobody.
 */
public final class BuildQueue {
    private BuildQueue() {}

    /** A build that has neither been resolved nor ended, in the order of their numbers. */
    public sealed interface Place {
        BuildId id();

        /** Its scan has not answered: what comes after it cannot be resolved. */
        record Unscanned(BuildId id) implements Place {}

        /**
         * Its scan has answered.
         *
         * @param asked what was last published to be missing
         */
        record Scanned(BuildId id, Resolution resolution, Optional<Resolution.Missing> asked)
                implements Place {
            public Scanned {
                Objects.requireNonNull(resolution, "resolution");
                Objects.requireNonNull(asked, "asked");
            }
        }

        /** It can never be resolved. */
        record Unusable(BuildId id, BuildFailure why) implements Place {}
    }

    /** What happens to a build now. Builds without a step stay as they are. */
    public sealed interface Step {
        BuildId id();

        /** It goes into the queue of its cluster. */
        record Release(BuildId id, Resolution.Resolved with) implements Step {}

        /** Which values it waits for is published. */
        record Ask(BuildId id, Resolution.Missing missing) implements Step {}

        /** It ends. */
        record Fail(BuildId id, BuildFailure why) implements Step {}
    }

    /** The steps in their order. */
    public static List<Step> decide(List<Place> places) {
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
                case Place.Scanned(BuildId id, Resolution.Missing missing, var asked) -> {
                    if (!asked.equals(Optional.of(missing))) {
                        steps.add(new Step.Ask(id, missing));
                    }
                }
                case Place.Unusable(BuildId id, BuildFailure why) ->
                        steps.add(new Step.Fail(id, why));
            }
        }
        return steps;
    }
}
