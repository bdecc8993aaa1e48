// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.messaging.envelope.Envelope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer as the services have them, which a test can make fail. */
@Singleton
class CancelledBuilds {
    private record Failing(int times, Supplier<Exception> failure) {}

    private final Deliveries deliveries;
    private final List<Envelope<BuildCancelled>> seen = new CopyOnWriteArrayList<>();
    private final Map<BuildCancelled, Failing> failing = new ConcurrentHashMap<>();
    private final List<Map.Entry<String, GivenUp>> givenUp = new CopyOnWriteArrayList<>();
    private final Map<String, Failing> failingOnGivenUp = new ConcurrentHashMap<>();

    CancelledBuilds(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Incoming("builds")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildCancelled.class, this::handle, this::onGivenUp);
    }

    private void handle(Envelope<BuildCancelled> envelope) throws Exception {
        seen.add(envelope);
        Failing failure = failing.get(envelope.event());
        if (failure != null && times(envelope.event()) <= failure.times()) {
            throw failure.failure().get();
        }
    }

    private void onGivenUp(Envelope<BuildCancelled> envelope, GivenUp letter) throws Exception {
        givenUp.add(Map.entry(envelope.event().key(), letter));
        Failing failure = failingOnGivenUp.get(envelope.event().key());
        if (failure != null && givenUp(envelope.event()).size() <= failure.times()) {
            throw failure.failure().get();
        }
    }

    void failOnGivenUpWith(BuildCancelled event, int times, Supplier<Exception> failure) {
        failingOnGivenUp.put(event.key(), new Failing(times, failure));
    }

    List<GivenUp> givenUp(BuildCancelled event) {
        return givenUp.stream()
                .filter(entry -> entry.getKey().equals(event.key()))
                .map(Map.Entry::getValue)
                .toList();
    }

    void failWith(BuildCancelled event, int times, Supplier<Exception> failure) {
        failing.put(event, new Failing(times, failure));
    }

    int times(BuildCancelled event) {
        return Math.toIntExact(seen.stream().filter(e -> e.event().equals(event)).count());
    }

    Envelope<BuildCancelled> envelope(BuildCancelled event) {
        return seen.stream().filter(e -> e.event().equals(event)).findFirst().orElseThrow();
    }
}
