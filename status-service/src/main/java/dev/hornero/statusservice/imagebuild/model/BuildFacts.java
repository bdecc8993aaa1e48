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
 * Everything that the events told about a build so far. Each event sets its own facts ({@link
 * EventFacts}), and {@link #join} is commutative, associative and idempotent: late, repeated and
 * crossing events end in equal facts.
 */
public record BuildFacts(BuildRef build, Asked asked, Inputs inputs, Job job, Ends ends) {
    private static final Comparator<BuildRef> FULLEST_FIRST =
            Comparator.<BuildRef, Boolean>comparing(ref -> ref.causedBy().isEmpty())
                    .thenComparing(ref -> ref.causedBySource().isEmpty())
                    .thenComparing(BuildRef::toString);

    public BuildFacts {
        requireNonNull(build, "build");
        requireNonNull(asked, "asked");
        requireNonNull(inputs, "inputs");
        requireNonNull(job, "job");
        requireNonNull(ends, "ends");
    }

    static BuildFacts of(BuildRef build, Asked asked) {
        return new BuildFacts(build, asked, Inputs.UNKNOWN, Job.UNKNOWN, Ends.NONE);
    }

    static BuildFacts of(BuildRef build, Inputs inputs) {
        return new BuildFacts(build, Asked.NOTHING, inputs, Job.UNKNOWN, Ends.NONE);
    }

    static BuildFacts of(BuildRef build, Job job) {
        return new BuildFacts(build, Asked.NOTHING, Inputs.UNKNOWN, job, Ends.NONE);
    }

    static BuildFacts of(BuildRef build, Ends ends) {
        return new BuildFacts(build, Asked.NOTHING, Inputs.UNKNOWN, Job.UNKNOWN, ends);
    }

    /** Facts of the same build from two sources. */
    public BuildFacts join(BuildFacts other) {
        if (!build.id().equals(other.build.id())) {
            throw new IllegalArgumentException(
                    "facts of two builds, " + build.id() + " and " + other.build.id());
        }
        return new BuildFacts(
                FULLEST_FIRST.compare(build, other.build) <= 0 ? build : other.build,
                asked.join(other.asked),
                inputs.join(other.inputs),
                job.join(other.job),
                ends.join(other.ends));
    }

    /** Where the build stands. */
    public Phase phase() {
        return Phase.of(this);
    }

    /** The end that holds. */
    public Optional<Fact<? extends Ending>> ending() {
        return ends.strongest();
    }

    /** The scan that holds. */
    public Optional<ScanResult> scan() {
        return inputs.scan().map(Fact::told);
    }

    /** What the Dockerfile needs with the values; absent in events of earlier releases. */
    public Optional<Evaluation> evaluation() {
        return inputs.evaluation().map(Fact::told);
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
        List<ScanWarning> ofCheckout = job.warnings().map(Fact::told).orElse(List.of());
        List<ScanWarning> ofImage =
                ends.succeeded().flatMap(fact -> fact.told().warnings()).orElse(List.of());
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

    /** The commit that holds. */
    public Optional<Commit> commit() {
        return inputs.commit();
    }

    /** What the image is or will be tagged with; empty while that was not told. */
    public List<String> tags() {
        return ends.succeeded()
                .map(fact -> fact.told().tags())
                .or(() -> inputs.resolved().map(fact -> fact.told().tags()))
                .or(() -> asked.accepted().map(fact -> fact.told().tags()))
                .orElse(List.of());
    }

    /** The branch as asked for. */
    public Optional<String> branch() {
        return inputs.resolved()
                .map(fact -> fact.told().branch())
                .or(() -> asked.accepted().map(fact -> fact.told().branch()));
    }

    /** Who asked for the build. */
    public Optional<String> requestedBy() {
        return asked.accepted().flatMap(fact -> fact.told().requestedBy());
    }

    /** What the build is doing; nothing once it has ended. */
    public Optional<Doing> doing() {
        return phase().ended() ? Optional.empty() : job.doing().map(Fact::told);
    }

    /** Whether the Job was released, so that there is or was a Pod with a log. */
    public boolean launched() {
        return job.launched().isPresent() || job.started().isPresent() || job.doing().isPresent();
    }

    /** The build's place in the order of its ProjectEnv, once it is resolved. */
    public Optional<Long> sequence() {
        return inputs.resolved().map(fact -> fact.told().sequence());
    }

    /** When it was resolved. */
    public Optional<Instant> resolvedAt() {
        return inputs.resolved().map(Fact::time);
    }

    /** Whether the cluster's orchestrator has answered ArgsResolved. */
    public boolean answered() {
        return job.heardOf() || ending().isPresent();
    }

    /** The cluster and namespace, as far as they were told. */
    public Optional<Place> place() {
        return inputs.resolved()
                .map(fact -> new Place(fact.told().cluster(), fact.told().namespace()))
                .or(() ->
                        asked.accepted()
                                .map(fact ->
                                        new Place(fact.told().cluster(), fact.told().namespace())))
                .or(() -> job.location().map(at -> new Place(at.cluster(), at.namespace())));
    }

    /** When the build was asked for or, where that was not told yet, first heard of. */
    public Instant since() {
        return asked.accepted().map(Fact::time).orElseGet(() -> firstHeardOf());
    }

    private Instant firstHeardOf() {
        return Stream.of(
                        asked.cancelRequestedBy().stream(),
                        inputs.scans().values().stream(),
                        inputs.missing().stream(),
                        inputs.resolved().stream(),
                        job.facts(),
                        ends.facts())
                .<Fact<?>>flatMap(facts -> facts)
                .map(Fact::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
