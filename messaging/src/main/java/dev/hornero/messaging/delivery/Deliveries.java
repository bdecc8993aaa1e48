// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.events.Event;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Brings a record to its handler and returns when it may be acknowledged: it was handled, or it
 * stands among the dead letters. What is malformed or rejected goes there at once, what fails
 * otherwise after some attempts, and what will pass is tried until it does.
 */
@Singleton
public final class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    /** Handles one event; may see it again, whole or after a failure half-way. */
    @FunctionalInterface
    public interface Handler<E extends Event> {
        void handle(Envelope<E> envelope) throws Exception;
    }

    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final List<PassingFailure> passing;
    private final MessagingConfig config;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    Deliveries(
            EventCodec codec,
            DeadLetters deadLetters,
            @All List<PassingFailure> passing,
            MessagingConfig config) {
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.passing = passing;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    /**
     * Delivers a record of a topic whose events are of one kind.
     *
     * @throws InterruptedException when the service stops first; the record is not to be
     *     acknowledged
     */
    public <E extends Event> void deliver(
            ConsumerRecord<String, byte[]> given, Class<E> kind, Handler<E> handler)
            throws InterruptedException {
        if (isForAnotherGroup(given)) {
            return;
        }
        Envelope<E> envelope;
        try {
            envelope = codec.decode(given).as(kind);
        } catch (MalformedEventException e) {
            bury(given, e.reason());
            return;
        }
        Backoff backoff = new Backoff(config.retry().firstDelay(), config.retry().longestDelay());
        int attempts = 0;
        while (true) {
            try {
                handler.handle(envelope);
                return;
            } catch (RejectedEventException e) {
                bury(given, e.reason());
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                boolean willPass = willPass(e);
                if (!willPass && ++attempts >= config.retry().attempts()) {
                    LOG.errorf(
                            e,
                            "Event given up eventId=%s type=%s",
                            envelope.id(),
                            typeOf(envelope));
                    bury(given, "failed " + attempts + " times: " + e.getClass().getSimpleName());
                    return;
                }
                LOG.warnf(
                        willPass ? null : e,
                        "Event will be tried again eventId=%s type=%s failure=%s",
                        envelope.id(),
                        typeOf(envelope),
                        rootOf(e).getClass().getSimpleName());
                pause(backoff.next());
            }
        }
    }

    private void bury(ConsumerRecord<String, byte[]> given, String reason)
            throws InterruptedException {
        LOG.warnf(
                "Record is a dead letter topic=%s partition=%d offset=%d reason=%s",
                given.topic(), given.partition(), given.offset(), reason);
        Backoff backoff = new Backoff(config.retry().firstDelay(), config.retry().longestDelay());
        while (true) {
            try {
                deadLetters.bury(given, reason).toCompletableFuture().get();
                return;
            } catch (ExecutionException e) {
                LOG.warn("Dead letter could not be written and will be tried again", e);
                pause(backoff.next());
            }
        }
    }

    private boolean isForAnotherGroup(ConsumerRecord<?, ?> given) {
        Header replay = given.headers().lastHeader(DeadLetterHeaders.REPLAY_GROUP);
        return Optional.ofNullable(replay)
                .map(h -> new String(h.value(), StandardCharsets.UTF_8))
                .filter(group -> !group.equals(config.group()))
                .isPresent();
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
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private void pause(Duration delay) throws InterruptedException {
        if (shutdown.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the service stops");
        }
    }

    private static String typeOf(Envelope<?> envelope) {
        return envelope.type().typeName();
    }
}
