// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcomes that events stated of a build: usually none or one, but events may cross. */
record Outcomes(
        Optional<Fact<BuildOutcome.Succeeded>> succeeded,
        Optional<Fact<BuildOutcome.Failed>> failed,
        Optional<Fact<BuildOutcome.Cancelled>> cancelled,
        Optional<Fact<BuildOutcome.ScanFailed>> scanFailed) {
    static final Outcomes NONE =
            new Outcomes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Outcomes {
        requireNonNull(succeeded, "succeeded");
        requireNonNull(failed, "failed");
        requireNonNull(cancelled, "cancelled");
        requireNonNull(scanFailed, "scanFailed");
    }

    static Outcomes of(Fact<? extends BuildOutcome> fact) {
        return switch (fact.value()) {
            case BuildOutcome.Succeeded end ->
                    new Outcomes(stated(fact, end), NONE.failed, NONE.cancelled, NONE.scanFailed);
            case BuildOutcome.Failed end ->
                    new Outcomes(
                            NONE.succeeded, stated(fact, end), NONE.cancelled, NONE.scanFailed);
            case BuildOutcome.Cancelled end ->
                    new Outcomes(NONE.succeeded, NONE.failed, stated(fact, end), NONE.scanFailed);
            case BuildOutcome.ScanFailed end ->
                    new Outcomes(NONE.succeeded, NONE.failed, NONE.cancelled, stated(fact, end));
        };
    }

    private static <E extends BuildOutcome> Optional<Fact<E>> stated(Fact<?> fact, E end) {
        return Optional.of(new Fact<>(fact.time(), fact.eventId(), end));
    }

    Outcomes join(Outcomes other) {
        return new Outcomes(
                Fact.join(succeeded, other.succeeded, Fact::earlier),
                Fact.join(failed, other.failed, Fact::earlier),
                Fact.join(cancelled, other.cancelled, Fact::earlier),
                Fact.join(scanFailed, other.scanFailed, Fact::earlier));
    }

    /** Every outcome that an event stated. */
    Stream<Fact<? extends BuildOutcome>> facts() {
        return Stream.<Optional<? extends Fact<? extends BuildOutcome>>>of(
                        succeeded, failed, cancelled, scanFailed)
                .flatMap(Optional::stream);
    }

    /** The one that counts, by the order that the contract sets. */
    Optional<Fact<? extends BuildOutcome>> strongest() {
        return facts().min(Comparator.comparing(fact -> fact.value().end()));
    }
}
