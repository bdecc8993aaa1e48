// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The ends that were told of a build: usually none or one, but news may cross. */
record Ends(
        Optional<Fact<Ending.Succeeded>> succeeded,
        Optional<Fact<Ending.Failed>> failed,
        Optional<Fact<Ending.Cancelled>> cancelled,
        Optional<Fact<Ending.ScanFailed>> scanFailed) {
    static final Ends NONE =
            new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Ends {
        requireNonNull(succeeded, "succeeded");
        requireNonNull(failed, "failed");
        requireNonNull(cancelled, "cancelled");
        requireNonNull(scanFailed, "scanFailed");
    }

    static Ends of(Fact<? extends Ending> fact) {
        return switch (fact.told()) {
            case Ending.Succeeded end ->
                    new Ends(told(fact, end), NONE.failed, NONE.cancelled, NONE.scanFailed);
            case Ending.Failed end ->
                    new Ends(NONE.succeeded, told(fact, end), NONE.cancelled, NONE.scanFailed);
            case Ending.Cancelled end ->
                    new Ends(NONE.succeeded, NONE.failed, told(fact, end), NONE.scanFailed);
            case Ending.ScanFailed end ->
                    new Ends(NONE.succeeded, NONE.failed, NONE.cancelled, told(fact, end));
        };
    }

    private static <E extends Ending> Optional<Fact<E>> told(Fact<?> fact, E end) {
        return Optional.of(new Fact<>(fact.time(), fact.eventId(), end));
    }

    Ends join(Ends other) {
        return new Ends(
                Fact.join(succeeded, other.succeeded, Fact::earlier),
                Fact.join(failed, other.failed, Fact::earlier),
                Fact.join(cancelled, other.cancelled, Fact::earlier),
                Fact.join(scanFailed, other.scanFailed, Fact::earlier));
    }

    /** Every end that was told. */
    Stream<Fact<? extends Ending>> facts() {
        return Stream.<Optional<? extends Fact<? extends Ending>>>of(
                        succeeded, failed, cancelled, scanFailed)
                .flatMap(Optional::stream);
    }

    /** The one that holds, by the order that the contract sets. */
    Optional<Fact<? extends Ending>> strongest() {
        return facts().min(Comparator.comparing(fact -> fact.told().end()));
    }
}
