// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionBudget;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build of a target, run through without running anything.
 *
 * @param arguments the ARGs before the first FROM and in the stages that are built, in that order
 * @param secrets that RUN asks for, by line
 * @param sshAgents that RUN asks for, by line
 */
public record Build(
        StageGraph graph,
        List<DeclaredArgument> arguments,
        List<Request> secrets,
        List<Request> sshAgents) {
    /** So much text may come out of variables for each byte of the file. */
    private static final int EXPANSION = 64;

    private static final long LEAST_BUDGET = 16L * 1024 * 1024;

    public Build {
        arguments = List.copyOf(arguments);
        secrets = List.copyOf(secrets);
        sshAgents = List.copyOf(sshAgents);
    }

    /** Something outside the Dockerfile that a RUN asks for by its id. */
    public record Request(String id, boolean required, int line) {}

    /**
     * Runs through the build of the target, or of the last stage, with the values given; {@code
     * size} of the file bounds how far variables may expand.
     */
    public static Build of(
            Dockerfile dockerfile,
            Optional<String> target,
            Map<String, String> given,
            int size,
            WarningLog warnings)
            throws InvalidDockerfileException {
        try {
            return evaluated(dockerfile, target, given, size, warnings);
        } catch (InvalidDockerfileException e) {
            throw new InvalidDockerfileException(e.line(), Expanded.withoutMissing(e.reason()));
        }
    }

    private static Build evaluated(
            Dockerfile dockerfile,
            Optional<String> target,
            Map<String, String> given,
            int size,
            WarningLog warnings)
            throws InvalidDockerfileException {
        ExpansionBudget budget =
                new ExpansionBudget(Math.max(LEAST_BUDGET, (long) EXPANSION * size));
        ShellLexer lexer = ShellLexer.of(dockerfile.escape(), budget);
        String targetStage =
                target.or(() -> dockerfile.stages().getLast().from().name()).orElse("default");
        GlobalArguments globals =
                GlobalArguments.evaluate(dockerfile.globals(), given, targetStage, lexer);
        globals.refuseEpoch(dockerfile);
        StageGraph graph =
                new StageGraphBuilder(globals, lexer, warnings).build(dockerfile, target);
        StageEvaluation evaluation = new StageEvaluation(globals, given, lexer, budget, warnings);
        walk(graph, evaluation);
        globals.settle();
        KanikoDifferences.note(graph, warnings);
        KanikoDifferences.noteValues(globals.declared(), given, warnings);
        dockerfile
                .globals()
                .forEach(global ->
                        ArgumentDeclaration.warnOfMisread(
                                global, global.position().first(), warnings));
        globals.declared().forEach(global -> KanikoDifferences.noteDefault(global, warnings));
        List<DeclaredArgument> arguments = new ArrayList<>(globals.declared());
        arguments.addAll(evaluation.declared());
        return new Build(
                graph,
                arguments,
                requests(evaluation.mounted(), false),
                requests(evaluation.mounted(), true));
    }

    /**
     * Runs through the stages along their bases. Of several errors the one in the first stage of
     * the file is reported, for BuildKit builds them in that order.
     */
    private static void walk(StageGraph graph, StageEvaluation evaluation)
            throws InvalidDockerfileException {
        Map<BuildStage, List<BuildStage>> continuedBy = new HashMap<>();
        Deque<Step> open = new ArrayDeque<>();
        for (BuildStage stage : graph.stages().reversed()) {
            if (stage.reachable()) {
                stage.baseStage()
                        .ifPresentOrElse(
                                base ->
                                        continuedBy
                                                .computeIfAbsent(base, key -> new ArrayList<>())
                                                .add(stage),
                                () -> open.push(new Step(stage, stage.isScratch(), 0, false)));
            }
        }
        InvalidDockerfileException first = null;
        int failedIn = Integer.MAX_VALUE;
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (step.leaving()) {
                evaluation.scope().undoTo(step.mark());
                continue;
            }
            BuildStage stage = step.stage();
            if (stage.index() > failedIn) {
                continue;
            }
            int mark = evaluation.scope().mark();
            open.push(new Step(stage, step.baseIsKnown(), mark, true));
            if (stage.baseStage().isEmpty()) {
                evaluation.startFromImage(stage);
            }
            try {
                evaluation.run(stage, step.baseIsKnown());
                for (BuildStage next : continuedBy.getOrDefault(stage, List.of())) {
                    open.push(new Step(next, step.baseIsKnown(), 0, false));
                }
            } catch (InvalidDockerfileException e) {
                first = e;
                failedIn = stage.index();
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private record Step(BuildStage stage, boolean baseIsKnown, int mark, boolean leaving) {}

    private static List<Request> requests(List<StageEvaluation.Mounted> mounted, boolean ssh) {
        Map<String, Request> requests = new HashMap<>();
        for (StageEvaluation.Mounted mount : mounted) {
            if (mount.ssh() == ssh) {
                requests.merge(
                        mount.id(),
                        new Request(mount.id(), mount.required(), mount.line()),
                        (known, other) ->
                                new Request(
                                        known.id(),
                                        known.required() || other.required(),
                                        Math.min(known.line(), other.line())));
            }
        }
        return requests.values().stream()
                .sorted(Comparator.comparingInt(Request::line).thenComparing(Request::id))
                .toList();
    }
}
