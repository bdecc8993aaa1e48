// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildId;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.projectservice.projectenv.model.BuildQueue.Entry;
import dev.hornero.projectservice.projectenv.model.BuildQueue.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BuildQueueTest {
    private static final BuildId FIRST = new BuildId(new UUID(0, 1));
    private static final BuildId SECOND = new BuildId(new UUID(0, 2));
    private static final BuildId THIRD = new BuildId(new UUID(0, 3));
    private static final ArgResolution.Complete RESOLVED =
            new ArgResolution.Complete(ArgValues.of(Map.of()), Optional.empty(), Optional.empty());

    private static Entry unscanned(BuildId id) {
        return new Entry.Unscanned(id);
    }

    private static Entry resolved(BuildId id, String... asked) {
        return new Entry.Scanned(id, RESOLVED, asked(asked));
    }

    private static Entry missing(BuildId id, List<String> names, String... asked) {
        return new Entry.Scanned(id, names(names), asked(asked));
    }

    private static ArgResolution.Missing names(List<String> names) {
        return new ArgResolution.Missing(names, Optional.empty());
    }

    private static Optional<ArgResolution.Missing> asked(String... names) {
        return names.length == 0 ? Optional.empty() : Optional.of(names(List.of(names)));
    }

    @Test
    void aBuildWithAllItsValuesIsReleased() {
        assertThat(BuildQueue.decide(List.of(resolved(FIRST))))
                .containsExactly(new Step.Resolve(FIRST, RESOLVED));
    }

    @Test
    void buildsAreReleasedInTheOrderOfTheirNumbers() {
        assertThat(BuildQueue.decide(List.of(resolved(FIRST), resolved(SECOND), resolved(THIRD))))
                .extracting(Step::id)
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void anEarlierBuildWithoutAScanBlocksTheLaterOnes() {
        assertThat(BuildQueue.decide(List.of(unscanned(FIRST), resolved(SECOND), resolved(THIRD))))
                .isEmpty();
    }

    @Test
    void aLaterBuildWithoutAScanBlocksNoOther() {
        assertThat(BuildQueue.decide(List.of(resolved(FIRST), unscanned(SECOND))))
                .containsExactly(new Step.Resolve(FIRST, RESOLVED));
    }

    @Test
    void aBuildThatWaitsForValuesBlocksNoOther() {
        assertThat(BuildQueue.decide(List.of(missing(FIRST, List.of("A"), "A"), resolved(SECOND))))
                .containsExactly(new Step.Resolve(SECOND, RESOLVED));
    }

    @Test
    void whatIsMissingIsAskedForOnce() {
        assertThat(BuildQueue.decide(List.of(missing(FIRST, List.of("A", "B")))))
                .containsExactly(new Step.AskForValues(FIRST, names(List.of("A", "B"))));
        assertThat(BuildQueue.decide(List.of(missing(FIRST, List.of("A", "B"), "A", "B"))))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsAskedForAgainWhenItChanges() {
        assertThat(BuildQueue.decide(List.of(missing(FIRST, List.of("B"), "A", "B"))))
                .containsExactly(new Step.AskForValues(FIRST, names(List.of("B"))));
    }

    @Test
    void aBlockedBuildIsStillAskedFor() {
        assertThat(BuildQueue.decide(List.of(unscanned(FIRST), missing(SECOND, List.of("A")))))
                .containsExactly(new Step.AskForValues(SECOND, names(List.of("A"))));
    }

    @Test
    void aBlockedBuildThatHasItsValuesAgainStaysBlocked() {
        assertThat(BuildQueue.decide(List.of(unscanned(FIRST), resolved(SECOND, "A")))).isEmpty();
    }
}
