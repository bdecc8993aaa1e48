// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Something that an event stated about a build. Of two statements of one fact the same one always
 * counts, in any order of arrival: by time, then by the event's id, then by their text.
 *
 * @param time the event's
 * @param eventId the event's
 */
public record Fact<T>(Instant time, String eventId, T value) {
    private static final Comparator<Fact<?>> ORDER =
            Comparator.<Fact<?>, Instant>comparing(Fact::time)
                    .thenComparing(Fact::eventId)
                    .thenComparing(fact -> fact.value().toString());

    public Fact {
        requireNonNull(time, "time");
        requireNonNull(eventId, "eventId");
        requireNonNull(value, "value");
    }

    /** For what happens once: a repetition with a later time changes nothing. */
    static <T> Fact<T> earlier(Fact<T> one, Fact<T> other) {
        return BinaryOperator.<Fact<T>>minBy(ORDER).apply(one, other);
    }

    /** For what changes: the last statement counts. */
    static <T> Fact<T> later(Fact<T> one, Fact<T> other) {
        return BinaryOperator.<Fact<T>>maxBy(ORDER).apply(one, other);
    }

    /** As {@link #later}; at the same time, which in Kubernetes is the same second, the greater. */
    static <T> BinaryOperator<Fact<T>> laterOr(Comparator<T> greater) {
        return BinaryOperator.maxBy(
                Comparator.<Fact<T>, Instant>comparing(Fact::time)
                        .thenComparing(Fact::value, greater)
                        .thenComparing(ORDER));
    }

    /** What is known of either or both. */
    static <T> Optional<Fact<T>> join(
            Optional<Fact<T>> one, Optional<Fact<T>> other, BinaryOperator<Fact<T>> choice) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(choice.apply(one.get(), other.get()))
                : one.or(() -> other);
    }
}
