// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hornero.events.Commit;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.statusservice.build.BuildFacts;
import dev.hornero.statusservice.build.Doing;
import dev.hornero.statusservice.build.Fact;
import dev.hornero.statusservice.build.KnownBuild;
import dev.hornero.statusservice.build.MissingValue;
import dev.hornero.statusservice.build.Phase;
import dev.hornero.statusservice.build.Place;
import dev.hornero.statusservice.build.ScanResult;
import dev.hornero.statusservice.build.Times;
import dev.hornero.statusservice.build.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * A build as REST shows it.
 *
 * @param arguments absent on the stream of changes
 * @param image the full reference, once it was pushed
 * @param ahead how many builds of its ProjectEnv come before a queued one
 */
public record BuildRepresentation(
        String id,
        int number,
        String projectEnv,
        String project,
        String environment,
        Phase phase,
        Optional<BuildStep> step,
        Optional<String> instruction,
        Optional<Waiting> waiting,
        List<MissingValue> missing,
        Optional<List<Argument>> arguments,
        List<ScanWarning> warnings,
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
        Optional<String> cluster,
        Optional<String> namespace,
        Times times) {
    static BuildRepresentation of(KnownBuild build, Optional<Waiting> waiting) {
        BuildFacts facts = build.facts();
        Outcome outcome = facts.ending().map(Fact::told).map(Outcome::of).orElse(Outcome.NONE);
        Optional<ScanResult> scan = facts.scan();
        return new BuildRepresentation(
                facts.build().id().toString(),
                facts.build().number(),
                facts.build().projectEnv().name(),
                facts.build().projectEnv().project(),
                facts.build().projectEnv().environment(),
                facts.phase(),
                facts.doing().map(Doing::step),
                outcome.instruction().or(() -> facts.doing().flatMap(Doing::instruction)),
                waiting,
                MissingValue.of(facts),
                Optional.of(arguments(scan)),
                scan.map(ScanResult::warnings).orElse(List.of()),
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
                facts.place().map(Place::cluster),
                facts.place().map(Place::namespace),
                Times.of(facts));
    }

    private static List<Argument> arguments(Optional<ScanResult> scan) {
        return scan.map(ScanResult::arguments).orElse(List.of()).stream()
                .map(Argument::of)
                .toList();
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
                Optional.empty(),
                warnings,
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
                cluster,
                namespace,
                times);
    }

    /** A build argument of the scanned Dockerfile. */
    public record Argument(
            String name,
            ArgRequirement requirement,
            Optional<ArgEvidence> evidence,
            boolean hard,
            @JsonProperty("default") Optional<String> defaultValue,
            Optional<String> description,
            List<Integer> lines,
            List<Integer> stages) {
        static Argument of(BuildArgument argument) {
            return new Argument(
                    argument.name(),
                    argument.requirement(),
                    argument.evidence(),
                    argument.hard(),
                    argument.defaultValue(),
                    argument.description(),
                    argument.lines(),
                    argument.stages());
        }
    }
}
