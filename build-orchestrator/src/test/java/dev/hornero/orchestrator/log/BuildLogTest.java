// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static dev.hornero.orchestrator.imagebuild.model.Observed.done;
import static dev.hornero.orchestrator.imagebuild.model.Observed.ended;
import static dev.hornero.orchestrator.imagebuild.model.Observed.launched;
import static dev.hornero.orchestrator.imagebuild.model.Observed.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.Event;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A build's log, from what the node gives to what is published. */
class BuildLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "hunter2-and-more";

    private final Map<String, Event> published = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Node node = new Node();
    private BuildLog log = log(() -> Optional.of(new Scrubber(Set.of(SECRET))));

    @AfterEach
    void stop() {
        log.stop();
    }

    @Test
    void theStepsOfABuildAreReportedWithTheirInstructions() {
        node.says(Containers.CHECKOUT, "Checked out commit 3b18e51");
        node.says(
                Containers.BUILD,
                "INFO[0001] RUN npm ci",
                "added 12 packages",
                "INFO[0009] COPY . /",
                "INFO[0010] Pushing image to registry.example.com/prod-shop:latest");

        follow(finished());

        assertThat(progress().map(event -> event.step().orElseThrow().known().orElseThrow()))
                .containsExactly(BuildStep.BUILDING, BuildStep.BUILDING, BuildStep.PUSHING);
        assertThat(progress().flatMap(event -> event.instruction().stream()))
                .containsExactly("RUN npm ci", "COPY . /");
        assertThat(lines(LogLine.Kind.OUTPUT)).hasSize(5);
    }

    @Test
    void noSecretIsReportedWhereverALineOrABatchEnds() {
        log = log(() -> Optional.of(new Scrubber(Set.of(SECRET, "first-line\nsecond-line"))), 1);
        node.says(
                Containers.BUILD,
                "INFO[0001] RUN echo " + SECRET,
                SECRET,
                "first-line",
                "second-line",
                "wrapped: hunter2-",
                "and-more");

        follow(finished());

        assertThat(lines(LogLine.Kind.OUTPUT))
                .hasSize(6)
                .allMatch(line -> line.contains("********"))
                .noneMatch(line -> line.contains("hunter2") || line.contains("-line"));
        assertThat(progress().flatMap(event -> event.instruction().stream()))
                .containsExactly("RUN echo ********");
        assertThat(log.evidence().lastLine()).contains("********");
    }

    @Test
    void aCopyThatNamesASecretPutsItNotIntoTheBuildsMessage() {
        String secret = "p\"ss%w0rd&more";
        log = log(() -> Optional.of(new Scrubber(Set.of(secret))));
        node.says(
                Containers.BUILD,
                "INFO[0001] COPY p\"ss%w0rd&more /",
                "error building image: failed to get files used from context: copy"
                        + " \"/p\\\"ss%w0rd&more\": lstat p%22ss%25w0rd%26more: no such file");

        follow(finished());

        assertThat(log.evidence().complaints())
                .hasSize(1)
                .allMatch(line -> line.contains("********"))
                .noneMatch(line -> line.contains("w0rd"));
        assertThat(log.evidence().instruction()).contains("COPY ******** /");
    }

    @Test
    void whatTheCheckoutSaidIsPublishedWithoutItsSecrets() {
        node.says(Containers.CHECKOUT, "fatal");
        follow(finished());

        BuildOutcome.Failure failure =
                log.scrubbed(
                        new BuildOutcome.Failure(
                                BuildFailureReason.CHECKOUT_FAILED,
                                "fatal: unable to access 'https://u:hunter2-and%2dmore@h/'",
                                Optional.of(1),
                                Optional.empty()));

        assertThat(failure.message()).isEqualTo("fatal: unable to access 'https://u:********@h/'");
    }

    @Test
    void whatTheCheckoutSaidIsNotReportedWhenItsSecretsAreGone() {
        log = log(Optional::empty);
        follow(finished());

        assertThat(
                        log.scrubbed(
                                        new BuildOutcome.Failure(
                                                BuildFailureReason.CHECKOUT_FAILED,
                                                SECRET,
                                                Optional.empty(),
                                                Optional.of(SECRET)))
                                .toString())
                .doesNotContain(SECRET);
    }

    /** The cluster took it away, and why has nothing to do with how the next one ends. */
    @Test
    void whatAnEarlierPodSaidIsNoEvidenceOfHowTheLastOneFailed() {
        node.says(Containers.BUILD, "INFO[0001] RUN make", "error: no space left on device");
        follow(launched().pod(Phase.FAILED, done(), ended(137, "Error", "")).seen());
        node.says(Containers.BUILD, "error building image: TOOMANYREQUESTS");
        Observation retried =
                launched()
                        .pod(Phase.FAILED, done(), ended(137, "Error", ""))
                        .pod(Phase.FAILED, done(), ended(1, "Error", ""))
                        .seen();

        follow(retried);

        assertThat(log.evidence())
                .isEqualTo(
                        new LogEvidence(
                                List.of("error building image: TOOMANYREQUESTS"),
                                Optional.of("error building image: TOOMANYREQUESTS"),
                                Optional.empty()));
    }

    @Test
    void aLogWhoseSecretsAreGoneIsNotShown() {
        log = log(Optional::empty);
        node.says(Containers.BUILD, "echo " + SECRET);

        follow(finished());

        assertThat(lines(LogLine.Kind.OUTPUT)).isEmpty();
    }

    @Test
    void aConnectionThatBreaksLosesNothingAndRepeatsNothing() {
        node.breaksAfter(Containers.BUILD, "one", "two");
        node.says(Containers.BUILD, "one", "two", "three");

        follow(finished());

        assertThat(lines(LogLine.Kind.OUTPUT)).containsExactly("one", "two", "three");
        assertThat(lines(LogLine.Kind.GAP)).isEmpty();
    }

    @Test
    void whatAPodSaidBeforeItsDeadlineIsReportedAndThatTheRestIsMissing() {
        node.breaksAfter(Containers.BUILD, "one", "two");
        log.see(launched().pod(Phase.ALIVE, done(), running()).seen());
        await().atMost(PATIENCE).until(() -> lines(LogLine.Kind.OUTPUT).size() == 2);

        follow(launched().failed("DeadlineExceeded").seen());

        assertThat(lines(LogLine.Kind.OUTPUT)).containsExactly("one", "two");
        assertThat(lines(LogLine.Kind.GAP)).singleElement().asString().contains("The Pod is gone");
    }

    private static Observation finished() {
        return launched()
                .pod(Phase.SUCCEEDED, done(), ended(0, "Completed", Observed.DIGEST))
                .seen();
    }

    private void follow(Observation seen) {
        log.see(seen);
        await().atMost(PATIENCE).until(() -> log.complete(seen));
    }

    private Stream<BuildJobProgressed> progress() {
        return events(BuildJobProgressed.class);
    }

    private List<String> lines(LogLine.Kind kind) {
        return events(BuildLogAppended.class)
                .flatMap(part -> part.lines().stream())
                .filter(line -> line.kind().is(kind))
                .map(LogLine::text)
                .toList();
    }

    private <E extends Event> Stream<E> events(Class<E> type) {
        synchronized (published) {
            return List.copyOf(published.values()).stream()
                    .filter(type::isInstance)
                    .map(type::cast);
        }
    }

    private BuildLog log(Supplier<Optional<Scrubber>> scrubbers) {
        return log(scrubbers, 500);
    }

    private BuildLog log(Supplier<Optional<Scrubber>> scrubbers, int linesPerBatch) {
        LogConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(
                                Map.of(
                                        "hornero.log.delay",
                                        "20ms",
                                        "hornero.log.lines-per-batch",
                                        Integer.toString(linesPerBatch)))
                        .withMapping(LogConfig.class)
                        .build()
                        .getConfigMapping(LogConfig.class);
        return new BuildLog(
                Observed.JOB,
                node,
                new BuildEventPublisher(new Recorder(), "build-orchestrator"),
                config,
                Clock.systemUTC(),
                scrubbers,
                () -> {});
    }

    /** Gives what a container says, first in pieces whose connection breaks. */
    private static final class Node implements ContainerLogs {
        private final Map<String, Deque<String>> broken = new ConcurrentHashMap<>();
        private final Map<String, String> whole = new ConcurrentHashMap<>();

        void says(String container, String... lines) {
            whole.put(container, stamped(lines));
        }

        void breaksAfter(String container, String... lines) {
            broken.computeIfAbsent(container, _ -> new ArrayDeque<>()).add(stamped(lines));
        }

        private static String stamped(String... lines) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < lines.length; at++) {
                text.append(Instant.parse("2026-03-01T12:00:00Z").plusSeconds(at))
                        .append(' ')
                        .append(lines[at])
                        .append('\n');
            }
            return text.toString();
        }

        @Override
        public synchronized InputStream open(
                String namespace, String pod, String container, Optional<Instant> since)
                throws IOException {
            Deque<String> pieces = broken.getOrDefault(container, new ArrayDeque<>());
            if (!pieces.isEmpty()) {
                return new Breaking(pieces.removeFirst());
            }
            if (broken.containsKey(container) && !whole.containsKey(container)) {
                throw new IOException("code 404: the Pod is gone");
            }
            return new ByteArrayInputStream(
                    whole.getOrDefault(container, "").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A connection that breaks where it should end. */
    private static final class Breaking extends InputStream {
        private final InputStream text;

        Breaking(String text) {
            this.text = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            int next = text.read();
            if (next < 0) {
                throw new IOException("connection reset");
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = text.read(bytes, offset, length);
            if (count < 0) {
                throw new IOException("connection reset");
            }
            return count;
        }
    }

    /** Keeps each event once, as its readers do. */
    private final class Recorder implements EventPublisher {
        @Override
        public CompletionStage<Void> publish(Envelope<?> envelope) {
            published.putIfAbsent(envelope.id(), envelope.event());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> publish(EncodedEvent event) {
            throw new UnsupportedOperationException("the orchestrator sends no such event");
        }

        @Override
        public CompletionStage<Void> tombstone(dev.hornero.events.Topic topic, String key) {
            throw new UnsupportedOperationException("the orchestrator owns no such topic");
        }
    }
}
