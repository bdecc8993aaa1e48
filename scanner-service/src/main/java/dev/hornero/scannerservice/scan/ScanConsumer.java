// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.Event;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.imagebuild.BuildTopicEvent;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvEvent;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.messaging.delivery.GivenUp;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.Envelopes;
import dev.hornero.messaging.envelope.EventIds;
import dev.hornero.messaging.publish.EventPublisher;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Answers both events that begin a build. The answer's id derives from the event's, so that a
 * repetition publishes the same event, and the event that asked is acknowledged when the broker has
 * the answer.
 */
@Singleton
class ScanConsumer {
    private final Deliveries deliveries;
    private final Scan scan;
    private final Tracer tracer;
    private final Envelopes envelopes;
    private final EventPublisher publisher;

    ScanConsumer(
            Deliveries deliveries,
            Scan scan,
            Tracer tracer,
            Envelopes envelopes,
            EventPublisher publisher) {
        this.deliveries = deliveries;
        this.scan = scan;
        this.tracer = tracer;
        this.envelopes = envelopes;
        this.publisher = publisher;
    }

    @Incoming("project-envs")
    @RunOnVirtualThread
    void onProjectEnv(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                ProjectEnvEvent.class,
                envelope -> {
                    switch (envelope.event()) {
                        case ProjectEnvCreated created -> answer(envelope, created);
                        case ProjectEnvDeleted _, ProjectEnvRefused _ -> {}
                    }
                },
                this::endBuild);
    }

    @Incoming("builds")
    @RunOnVirtualThread
    void onBuild(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(
                given,
                BuildTopicEvent.class,
                envelope -> {
                    switch (envelope.event()) {
                        case BuildRequested requested -> answer(envelope, requested);
                        case BuildNeedsValues _,
                                ArgsResolved _,
                                BuildCancelRequested _,
                                BuildCancelled _,
                                BuildFailed _,
                                BuildOrderRefused _ -> {}
                    }
                },
                this::endBuild);
    }

    /** A request to scan that was given up is answered: its build would wait for nothing. */
    void endBuild(Envelope<? extends Event> asked, GivenUp givenUp)
            throws InterruptedException, IOException {
        if (asked.event() instanceof AcceptedBuild build) {
            try (ScanTrace trace = ScanTrace.begin(tracer, build, asked.traceparent())) {
                publish(asked, ScanAnswers.givenUp(build.build(), givenUp), trace);
            }
        }
    }

    private void answer(Envelope<? extends Event> asked, AcceptedBuild build)
            throws InterruptedException, IOException {
        try (ScanTrace trace = ScanTrace.begin(tracer, build, asked.traceparent())) {
            ScanEvent answer = scan.answer(build, trace);
            try {
                publish(asked, answer, trace);
            } catch (RecordTooLargeException e) {
                // A record that is too large for the broker stays too large
                publish(asked, ScanAnswers.tooLarge(build.build()), trace);
            }
        }
    }

    private void publish(Envelope<? extends Event> asked, ScanEvent answer, ScanTrace trace)
            throws InterruptedException, IOException {
        Envelope<ScanEvent> envelope =
                envelopes.identified(
                        EventIds.derived("scan", asked.id()), answer, trace.traceparent());
        Span step = trace.step("publish answer");
        try {
            publisher.publish(envelope).toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new IOException("the broker did not take the answer", e.getCause());
        } finally {
            step.end();
        }
    }
}
