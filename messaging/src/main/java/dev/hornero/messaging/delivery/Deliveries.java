// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.events.Event;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.messaging.delivery.DeadLetters.Extent;
import dev.hornero.messaging.delivery.DeliveryMeters.Reason;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Brings a record to its handler and returns when it may be acknowledged: it was handled, or it
 * stands among the dead letters. What is malformed or rejected goes there at once, what fails
 * otherwise after some attempts, and what will pass is tried until it does. No exception of a
 * record or a handler ends a consumer.
 */
@Singleton
public final class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int CAUSES = 50;

    /** Handles one event; may see it again, whole or after a failure half-way. */
    @FunctionalInterface
    public interface Handler<E extends Event> {
        void handle(Envelope<E> envelope) throws Exception;
    }

    /**
     * Does what has to be done when an event was given up, such as to end its build. The event is
     * acknowledged after it: it may see the same event again, then with another dead letter, so
     * what it does has to be the same for the same event. It is tried like a handler.
     */
    @FunctionalInterface
    public interface GivenUpHandler<E extends Event> {
        void givenUp(Envelope<E> envelope, GivenUp givenUp) throws Exception;
    }

    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final DeliveryMeters meters;
    private final List<PassingFailure> passing;
    private final MessagingConfig config;
    private final ServiceLifecycle lifecycle;

    Deliveries(
            EventCodec codec,
            DeadLetters deadLetters,
            DeliveryMeters meters,
            @All List<PassingFailure> passing,
            MessagingConfig config,
            ServiceLifecycle lifecycle) {
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.passing = passing;
        this.config = config;
        this.lifecycle = lifecycle;
    }

    /**
     * Delivers a record of a topic whose events are of one kind, and for which nothing more is to
     * do than to keep it where it is given up.
     *
     * @throws InterruptedException when the service stops first; the record is not to be
     *     acknowledged
     */
    public <E extends Event> void deliver(
            ConsumerRecord<String, byte[]> given, Class<E> kind, Handler<E> handler)
            throws InterruptedException {
        deliver(given, kind, handler, (_, _) -> {});
    }

    /**
     * Delivers a record of a topic whose events are of one kind.
     *
     * @param onGivenUp is called once the event stands among the dead letters: it was rejected, or
     *     failed too often; not for what is no event at all
     * @throws InterruptedException when the service stops first; the record is not to be
     *     acknowledged
     */
    public <E extends Event> void deliver(
            ConsumerRecord<String, byte[]> given,
            Class<E> kind,
            Handler<E> handler,
            GivenUpHandler<E> onGivenUp)
            throws InterruptedException {
        if (DeadLetterHeaders.isForAnotherGroup(given, config.group())) {
            return;
        }
        Envelope<Event> decoded;
        try {
            decoded = codec.decode(given);
        } catch (MalformedEventException e) {
            bury(given, e.reason(), Reason.MALFORMED);
            return;
        }
        if (!kind.isInstance(decoded.event())) {
            bury(
                    given,
                    "type \"%s\" is not read here".formatted(typeOf(decoded)),
                    Reason.MALFORMED);
            return;
        }
        Envelope<E> envelope = decoded.as(kind);
        Optional<Refusal> refusal = attempt(given, envelope, () -> handler.handle(envelope));
        if (refusal.isEmpty()) {
            meters.handled(given.topic());
            return;
        }
        GivenUp givenUp = bury(given, refusal.get().text(), refusal.get().reason());
        attempt(given, envelope, () -> onGivenUp.givenUp(envelope, givenUp))
                .ifPresent(second ->
                        LOG.errorf(
                                "Nothing more is done about an event that was given up eventId=%s"
                                        + " eventType=%s reason=%s",
                                envelope.id(), typeOf(envelope), second.text()));
    }

    /** Counts a record as handled of which nothing is to be done here, such as a tombstone. */
    public void passOver(ConsumerRecord<String, byte[]> given) {
        meters.handled(given.topic());
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private record Refusal(String text, Reason reason) {}

    /** Empty when it was done. */
    private Optional<Refusal> attempt(
            ConsumerRecord<String, byte[]> given, Envelope<?> envelope, Work work)
            throws InterruptedException {
        Backoff backoff = new Backoff(config.retry().firstDelay(), config.retry().longestDelay());
        int attempts = 0;
        try {
            while (true) {
                try {
                    work.run();
                    return Optional.empty();
                } catch (RejectedEventException e) {
                    return Optional.of(new Refusal(e.reason(), Reason.REJECTED));
                } catch (InterruptedException e) {
                    throw e;
                } catch (Throwable e) {
                    boolean willPass = willPass(e);
                    if (!willPass && ++attempts >= config.retry().attempts()) {
                        LOG.errorf(
                                e,
                                "Event given up eventId=%s eventType=%s",
                                envelope.id(),
                                typeOf(envelope));
                        return Optional.of(
                                new Refusal(
                                        "failed %d times: %s"
                                                .formatted(attempts, e.getClass().getSimpleName()),
                                        Reason.FAILED));
                    }
                    meters.retried(given.topic(), willPass ? Reason.PASSING : Reason.FAILED, given);
                    LOG.warnf(
                            willPass ? null : e,
                            "Event will be tried again eventId=%s eventType=%s failure=%s",
                            envelope.id(),
                            typeOf(envelope),
                            rootOf(e).getClass().getSimpleName());
                    pause(backoff.next());
                }
            }
        } finally {
            meters.ended(given);
        }
    }

    private GivenUp bury(ConsumerRecord<String, byte[]> given, String text, Reason reason)
            throws InterruptedException {
        LOG.warnf(
                "Record is a dead letter topic=%s partition=%d offset=%d reason=%s",
                given.topic(), given.partition(), given.offset(), text);
        Optional<GivenUp.Place> place = Optional.empty();
        for (Extent extent : Extent.values()) {
            place = bury(given, text, extent);
            if (place.isPresent()) {
                break;
            }
        }
        if (place.isEmpty()) {
            // To try on would stop those behind it for good; the record itself stays on its topic.
            meters.lost(given.topic());
            LOG.errorf(
                    "Record is passed over, its dead letter is refused topic=%s partition=%d offset=%d",
                    given.topic(), given.partition(), given.offset());
        }
        meters.givenUp(given.topic(), reason);
        return new GivenUp(text, DeadLetters.topicOf(given), place);
    }

    /**
     * Empty where the broker refuses the letter for what it is. Any other failure is one of the
     * broker or of its settings: acknowledging would lose the record, so that is tried until it is
     * mended.
     */
    private Optional<GivenUp.Place> bury(
            ConsumerRecord<String, byte[]> given, String reason, Extent extent)
            throws InterruptedException {
        Backoff backoff = new Backoff(config.retry().firstDelay(), config.retry().longestDelay());
        try {
            while (true) {
                try {
                    RecordMetadata kept =
                            deadLetters.bury(given, reason, extent).toCompletableFuture().get();
                    return Optional.of(new GivenUp.Place(kept.partition(), kept.offset()));
                } catch (ExecutionException e) {
                    if (causes(e).anyMatch(Deliveries::isOfTheRecord)) {
                        return Optional.empty();
                    }
                    meters.retried(given.topic(), Reason.PASSING, given);
                    LOG.warn("Dead letter could not be written and will be tried again", e);
                    pause(backoff.next());
                }
            }
        } finally {
            meters.ended(given);
        }
    }

    private static boolean isOfTheRecord(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof InvalidRecordException;
    }

    private boolean willPass(Throwable failure) {
        return causes(failure)
                .anyMatch(one ->
                        PassingFailure.COMMON.passes(one)
                                || passing.stream().anyMatch(known -> known.passes(one)));
    }

    private static Throwable rootOf(Throwable failure) {
        return causes(failure).reduce((_, cause) -> cause).orElse(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES);
    }

    private void pause(Duration delay) throws InterruptedException {
        if (lifecycle.stopsWithin(delay)) {
            throw new InterruptedException("the service stops");
        }
    }

    private static String typeOf(Envelope<?> envelope) {
        return envelope.type().typeName();
    }
}
