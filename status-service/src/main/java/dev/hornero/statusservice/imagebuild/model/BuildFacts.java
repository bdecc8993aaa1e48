// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Commit;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.ScanWarning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that the events have stated about a build so far. Each event sets its own facts
 * ({@link EventFacts}), and {@link #join} is commutative, associative and idempotent: late,
 * repeated and crossing events end in equal facts.
 */
public record BuildFacts(
        BuildRef build, Requests requests, Inputs inputs, Job job, Outcomes outcomes) {
    private static final Comparator<BuildRef> FULLEST_FIRST =
            Comparator.<BuildRef, Boolean>comparing(ref -> ref.causedBy().isEmpty())
                    .thenComparing(ref -> ref.causedBySource().isEmpty())
                    .thenComparing(BuildRef::toString);

    public BuildFacts {
        requireNonNull(build, "build");
        requireNonNull(requests, "requests");
        requireNonNull(inputs, "inputs");
        requireNonNull(job, "job");
        requireNonNull(outcomes, "outcomes");
    }

    static BuildFacts of(BuildRef build, Requests requests) {
        return new BuildFacts(build, requests, Inputs.UNKNOWN, Job.UNKNOWN, Outcomes.NONE);
    }

    static BuildFacts of(BuildRef build, Inputs inputs) {
        return new BuildFacts(build, Requests.NOTHING, inputs, Job.UNKNOWN, Outcomes.NONE);
    }

    static BuildFacts of(BuildRef build, Job job) {
        return new BuildFacts(build, Requests.NOTHING, Inputs.UNKNOWN, job, Outcomes.NONE);
    }

    static BuildFacts of(BuildRef build, Outcomes outcomes) {
        return new BuildFacts(build, Requests.NOTHING, Inputs.UNKNOWN, Job.UNKNOWN, outcomes);
    }

    /** Facts of the same build from two sources. */
    public BuildFacts join(BuildFacts other) {
        if (!build.id().equals(other.build.id())) {
            throw new IllegalArgumentException(
                    "facts of two builds, " + build.id() + " and " + other.build.id());
        }
        return new BuildFacts(
                FULLEST_FIRST.compare(build, other.build) <= 0 ? build : other.build,
                requests.join(other.requests),
                inputs.join(other.inputs),
                job.join(other.job),
                outcomes.join(other.outcomes));
    }

    /** The phase by these facts. */
    public Phase phase() {
        return Phase.of(this);
    }

    /** The outcome that counts, where events state more than one. */
    public Optional<Fact<? extends BuildOutcome>> outcome() {
        return outcomes.strongest();
    }

    /** The scan that counts. */
    public Optional<ScanResult> scan() {
        return inputs.scan().map(Fact::value);
    }

    /** What the Dockerfile needs with the values; absent in events of earlier releases. */
    public Optional<Evaluation> evaluation() {
        return inputs.evaluation().map(Fact::value);
    }

    /** The build arguments with the values of the build or, while these are not known, without. */
    public Optional<List<EvaluatedArgument>> arguments() {
        return evaluation()
                .map(Evaluation::arguments)
                .or(() -> scan().map(ScanResult::withoutValues));
    }

    /** The build argument of a name, if it is known. */
    public Optional<EvaluatedArgument> argument(String name) {
        return arguments().orElse(List.of()).stream()
                .filter(evaluated -> evaluated.argument().name().equals(name))
                .findFirst();
    }

    /**
     * What works otherwise than it looks: of the Dockerfile, the values, the checkout, the image.
     */
    public List<BuildWarning> warnings() {
        List<ScanWarning> ofScan =
                evaluation()
                        .map(Evaluation::warnings)
                        .or(() -> scan().map(ScanResult::warnings))
                        .orElse(List.of());
        List<ScanWarning> ofCheckout = job.warnings().map(Fact::value).orElse(List.of());
        List<ScanWarning> ofImage =
                outcomes.succeeded().flatMap(fact -> fact.value().warnings()).orElse(List.of());
        return Stream.of(
                        ofScan.stream().map(BuildWarning::ofScan),
                        ofCheckout.stream().map(BuildWarning::ofCheckout),
                        ofImage.stream().map(BuildWarning::ofImage))
                .flatMap(warnings -> warnings)
                .toList();
    }

    /** What the values that the build waits for would ask for in turn. */
    public List<Consequence> consequences() {
        return switch (phase()) {
            case NEEDS_VALUES -> evaluation().map(Evaluation::consequences).orElse(List.of());
            case REQUESTED, QUEUED, LAUNCHED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> List.of();
        };
    }

    /** The commit that counts. */
    public Optional<Commit> commit() {
        return inputs.commit();
    }

    /** What the image is or will be tagged with; empty while that is not known. */
    public List<String> tags() {
        return outcomes.succeeded()
                .map(fact -> fact.value().tags())
                .or(() -> inputs.resolved().map(fact -> fact.value().tags()))
                .or(() -> requests.accepted().map(fact -> fact.value().tags()))
                .orElse(List.of());
    }

    /** The branch as asked for. */
    public Optional<String> branch() {
        return inputs.resolved()
                .map(fact -> fact.value().branch())
                .or(() -> requests.accepted().map(fact -> fact.value().branch()));
    }

    /** Who asked for the build. */
    public Optional<String> requestedBy() {
        return requests.accepted().flatMap(fact -> fact.value().requestedBy());
    }

    /** What the build is doing; nothing once it has ended. */
    public Optional<CurrentStep> currentStep() {
        return phase().ended() ? Optional.empty() : job.currentStep().map(Fact::value);
    }

    /** Whether the Job was released, so that there is or was a Pod with a log. */
    public boolean launched() {
        return job.launched().isPresent()
                || job.started().isPresent()
                || job.currentStep().isPresent();
    }

    /** The build's place in the order of its ProjectEnv, once it is resolved. */
    public Optional<Long> sequence() {
        return inputs.resolved().map(fact -> fact.value().sequence());
    }

    /** When it was resolved. */
    public Optional<Instant> resolvedAt() {
        return inputs.resolved().map(Fact::time);
    }

    /** Whether the cluster's orchestrator has answered ArgsResolved. */
    public boolean answered() {
        return job.isKnown() || outcome().isPresent();
    }

    /** The cluster and namespace, as far as they are known. */
    public Optional<ClusterNamespace> clusterNamespace() {
        return inputs.resolved()
                .map(fact -> new ClusterNamespace(fact.value().cluster(), fact.value().namespace()))
                .or(() ->
                        requests.accepted()
                                .map(fact ->
                                        new ClusterNamespace(
                                                fact.value().cluster(), fact.value().namespace())))
                .or(() ->
                        job.location()
                                .map(at -> new ClusterNamespace(at.cluster(), at.namespace())));
    }

    /**
     * When the build was asked for or, where that is not known yet, the time of its first event.
     */
    public Instant since() {
        return requests.accepted().map(Fact::time).orElseGet(() -> timeOfFirstEvent());
    }

    private Instant timeOfFirstEvent() {
        return Stream.of(
                        requests.cancelRequestedBy().stream(),
                        inputs.scans().values().stream(),
                        inputs.missing().stream(),
                        inputs.resolved().stream(),
                        job.facts(),
                        outcomes.facts())
                .<Fact<?>>flatMap(facts -> facts)
                .map(Fact::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
