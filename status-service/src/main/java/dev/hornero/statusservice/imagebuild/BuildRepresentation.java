// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hornero.events.Code;
import dev.hornero.events.Commit;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.statusservice.imagebuild.model.ArgumentChanges;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.BuildWarning;
import dev.hornero.statusservice.imagebuild.model.ClusterNamespace;
import dev.hornero.statusservice.imagebuild.model.CurrentStep;
import dev.hornero.statusservice.imagebuild.model.Fact;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.imagebuild.model.MissingValue;
import dev.hornero.statusservice.imagebuild.model.Phase;
import dev.hornero.statusservice.imagebuild.model.Times;
import dev.hornero.statusservice.imagebuild.model.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * A build as REST shows it.
 *
 * @param consequences what the missing values would ask for in turn
 * @param arguments absent on the stream of changes
 * @param changes to the build before; absent where it is not looked up
 * @param step what it does; a reader meets steps, requirements and reasons of later releases
 * @param image the full reference, once it was pushed
 * @param causedBy with {@code causedBySource}, which event asked for it
 * @param ahead how many builds of its ProjectEnv come before a queued one
 */
public record BuildRepresentation(
        String id,
        int number,
        String projectEnv,
        String project,
        String environment,
        Phase phase,
        Optional<String> step,
        Optional<String> instruction,
        Optional<Waiting> waiting,
        List<MissingValue> missing,
        List<Consequence> consequences,
        Optional<List<Argument>> arguments,
        List<BuildWarning> warnings,
        Optional<ArgumentChanges> changes,
        Optional<String> branch,
        Optional<Commit> commit,
        List<String> tags,
        Optional<String> image,
        Optional<String> digest,
        Optional<String> reason,
        Optional<String> message,
        Optional<String> hint,
        Optional<Integer> line,
        Optional<Integer> exitCode,
        Optional<Integer> ahead,
        Optional<String> requestedBy,
        Optional<String> causedBy,
        Optional<String> causedBySource,
        Optional<String> cluster,
        Optional<String> namespace,
        Times times) {
    static BuildRepresentation of(
            KnownBuild build, Optional<Waiting> waiting, Optional<ArgumentChanges> changes) {
        BuildFacts facts = build.facts();
        OutcomeFields outcome =
                facts.outcome().map(Fact::value).map(OutcomeFields::of).orElse(OutcomeFields.NONE);
        return new BuildRepresentation(
                facts.build().id().toString(),
                facts.build().number(),
                facts.build().projectEnv().name(),
                facts.build().projectEnv().project(),
                facts.build().projectEnv().environment(),
                facts.phase(),
                facts.currentStep().map(current -> current.step().text()),
                outcome.instruction()
                        .or(() -> facts.currentStep().flatMap(CurrentStep::instruction)),
                waiting,
                MissingValue.of(facts),
                facts.consequences(),
                Optional.of(
                        facts.arguments().orElse(List.of()).stream().map(Argument::of).toList()),
                facts.warnings(),
                changes,
                facts.branch(),
                facts.commit(),
                facts.tags(),
                outcome.image(),
                outcome.digest(),
                outcome.reason(),
                outcome.message(),
                outcome.hint(),
                outcome.line(),
                outcome.exitCode(),
                build.ahead(),
                facts.requestedBy(),
                facts.build().causedBy(),
                facts.build().causedBySource(),
                facts.clusterNamespace().map(ClusterNamespace::cluster),
                facts.clusterNamespace().map(ClusterNamespace::namespace),
                Times.of(facts));
    }

    /** The same without the arguments, which change little and weigh most. */
    public BuildRepresentation withoutArguments() {
        return new BuildRepresentation(
                id,
                number,
                projectEnv,
                project,
                environment,
                phase,
                step,
                instruction,
                waiting,
                missing,
                consequences,
                Optional.empty(),
                warnings,
                changes,
                branch,
                commit,
                tags,
                image,
                digest,
                reason,
                message,
                hint,
                line,
                exitCode,
                ahead,
                requestedBy,
                causedBy,
                causedBySource,
                cluster,
                namespace,
                times);
    }

    /**
     * A build argument of the scanned Dockerfile.
     *
     * @param defaults of each line that writes one, where they differ
     * @param since the values without each of which it would not be required
     */
    public record Argument(
            String name,
            String requirement,
            Optional<String> evidence,
            boolean hard,
            @JsonProperty("default") Optional<String> defaultValue,
            Optional<List<LineDefault>> defaults,
            Optional<String> description,
            List<Integer> lines,
            List<Integer> stages,
            List<GivenValue> since) {
        static Argument of(EvaluatedArgument evaluated) {
            BuildArgument argument = evaluated.argument();
            return new Argument(
                    argument.name(),
                    argument.requirement().text(),
                    argument.evidence().map(Code::text),
                    argument.hard(),
                    argument.defaultValue(),
                    argument.defaults(),
                    argument.description(),
                    argument.lines(),
                    argument.stages(),
                    evaluated.since());
        }
    }
}
