// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.BuildId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides which builds of one ProjectEnv go on. The order of builds is the order of ArgsResolved: a
 * build waits until every earlier one is resolved, waits for values, or has ended; so one that gets
 * no values blocks no other.
 */
public final class BuildQueue {
    private BuildQueue() {}

    /** A build that has neither been resolved nor ended, in the order of their numbers. */
    public sealed interface Entry {
        BuildId id();

        /** Its scan has not answered: what comes after it cannot be resolved. */
        record Unscanned(BuildId id) implements Entry {}

        /**
         * Its scan has answered.
         *
         * @param asked what was last published to be missing
         */
        record Scanned(BuildId id, ArgResolution resolution, Optional<ArgResolution.Missing> asked)
                implements Entry {
            public Scanned {
                Objects.requireNonNull(resolution, "resolution");
                Objects.requireNonNull(asked, "asked");
            }
        }

        /** It can never be resolved. */
        record Unusable(BuildId id, BuildFailure why) implements Entry {}
    }

    /** What happens to a build now. Builds without a step stay as they are. */
    public sealed interface Step {
        BuildId id();

        /** It goes into the queue of its cluster. */
        record Resolve(BuildId id, ArgResolution.Complete with) implements Step {}

        /** Which values it waits for is published. */
        record AskForValues(BuildId id, ArgResolution.Missing missing) implements Step {}

        /** It ends. */
        record Fail(BuildId id, BuildFailure why) implements Step {}
    }

    /** The steps in their order. */
    public static List<Step> decide(List<Entry> entries) {
        List<Step> steps = new ArrayList<>();
        boolean blocked = false;
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Unscanned _ -> blocked = true;
                case Entry.Scanned(BuildId id, ArgResolution.Complete resolved, _) -> {
                    if (!blocked) {
                        steps.add(new Step.Resolve(id, resolved));
                    }
                }
                case Entry.Scanned(BuildId id, ArgResolution.Missing missing, var asked) -> {
                    if (!asked.equals(Optional.of(missing))) {
                        steps.add(new Step.AskForValues(id, missing));
                    }
                }
                case Entry.Unusable(BuildId id, BuildFailure why) ->
                        steps.add(new Step.Fail(id, why));
            }
        }
        return steps;
    }
}
