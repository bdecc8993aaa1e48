// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.argument;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.Declaration;
import dev.hornero.dockerfile.Evidence;
import dev.hornero.dockerfile.Read;
import dev.hornero.dockerfile.Requirement;
import dev.hornero.dockerfile.SecretName;
import dev.hornero.dockerfile.stage.Build;
import dev.hornero.dockerfile.stage.BuildStage;
import dev.hornero.dockerfile.stage.DeclaredArgument;
import dev.hornero.dockerfile.stage.Predefined;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a build by name. A name is required when any of its declarations is: one value
 * is given for all of them.
 */
public final class Arguments {
    private final Map<String, List<Judged>> byName = new LinkedHashMap<>();

    /** Where a stage comes on the way from the target down, as BuildKit's outline goes. */
    private final Map<Integer, Integer> distances = new HashMap<>();

    private record Judged(DeclaredArgument argument, Verdict verdict) {}

    private Arguments(Build build) {
        for (BuildStage stage : build.graph().needed(true)) {
            distances.put(stage.index(), distances.size());
        }
        build.arguments().stream()
                .sorted(Comparator.comparingInt(DeclaredArgument::line))
                .forEach(argument ->
                        byName.computeIfAbsent(argument.name(), name -> new ArrayList<>())
                                .add(new Judged(argument, Verdict.on(argument))));
    }

    /** In the order of their first declarations; a misread word only where it is used. */
    public static List<Argument> of(Build build) {
        Arguments arguments = new Arguments(build);
        List<Argument> result = new ArrayList<>();
        arguments.byName.forEach((name, declarations) -> {
            if (declarations.stream().anyMatch(Arguments::counts)) {
                result.add(arguments.argument(name, declarations));
            }
        });
        return result;
    }

    private static boolean counts(Judged judged) {
        return !judged.argument().accidental() || !judged.argument().reads().isEmpty();
    }

    /** Warns of names, and of values given for names that nothing declares. */
    public static void warn(
            List<Argument> arguments,
            Set<String> declaredAnywhere,
            Set<String> given,
            WarningLog warnings) {
        Map<Integer, List<String>> unreferenceable = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            int line = argument.lines().getFirst();
            if (SecretName.looksSecret(argument.name())) {
                warnings.secretLookingName(line, argument.name());
            }
            if (!isReferenceable(argument.name())) {
                unreferenceable
                        .computeIfAbsent(line, key -> new ArrayList<>())
                        .add(argument.name());
            }
        }
        unreferenceable.forEach(warnings::unreferenceableNames);
        given.stream()
                .filter(name -> !declaredAnywhere.contains(name) && !Predefined.contains(name))
                .sorted()
                .forEach(name ->
                        warnings.unknownValue(
                                name,
                                NearestName.among(
                                        name, declaredAnywhere.stream().sorted().toList(), true)));
    }

    static boolean isReferenceable(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.codePointAt(0))
                && name.codePoints()
                        .allMatch(character ->
                                Character.isLetterOrDigit(character) || character == '_');
    }

    private Argument argument(String name, List<Judged> declarations) {
        Requirement requirement =
                declarations.stream()
                        .map(judged -> judged.verdict().requirement())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Optional<Evidence> evidence =
                declarations.stream()
                        .flatMap(judged -> judged.verdict().evidence().stream())
                        .min(Comparator.naturalOrder());
        boolean hard = declarations.stream().anyMatch(judged -> judged.verdict().hard());
        Optional<Judged> shown = shown(declarations, requirement);
        Set<Integer> lines = new LinkedHashSet<>();
        Set<Integer> stages = new LinkedHashSet<>();
        for (Judged judged : declarations) {
            lines.add(judged.argument().line());
            judged.argument().stage().ifPresent(stages::add);
        }
        return new Argument(
                name,
                requirement,
                evidence,
                hard,
                requirement == Requirement.REQUIRED
                        ? Optional.empty()
                        : shown.flatMap(judged -> defaultOf(judged.argument())),
                shown.flatMap(judged -> judged.argument().writtenDefault())
                        .or(() -> firstWrittenDefault(declarations)),
                description(declarations),
                List.copyOf(lines),
                stages.stream().sorted().toList(),
                declarations.stream().map(judged -> declaration(judged.argument())).toList(),
                reads(declarations));
    }

    /**
     * The declaration whose default a user sees: the one nearest to the target that settles the
     * requirement, its stage's last; those before the first FROM only where no stage has one.
     */
    private Optional<Judged> shown(List<Judged> declarations, Requirement requirement) {
        return declarations.reversed().stream()
                .filter(judged -> judged.verdict().requirement() == requirement)
                .min(
                        Comparator.comparingInt(judged ->
                                judged.argument()
                                        .stage()
                                        .map(stage -> distances.getOrDefault(stage, 0))
                                        .orElse(Integer.MAX_VALUE)));
    }

    /** What the engine fills in is not known here, only that it does. */
    private static Optional<String> defaultOf(DeclaredArgument argument) {
        return argument.shownDefault()
                .filter(text -> argument.origin() != DeclaredArgument.Origin.AUTOMATIC);
    }

    private static Optional<String> firstWrittenDefault(List<Judged> declarations) {
        return declarations.stream()
                .flatMap(judged -> judged.argument().writtenDefault().stream())
                .findFirst();
    }

    private static Optional<String> description(List<Judged> declarations) {
        return declarations.stream()
                .flatMap(judged -> judged.argument().description().stream())
                .findFirst();
    }

    private static Declaration declaration(DeclaredArgument argument) {
        return new Declaration(
                argument.stage(),
                argument.line(),
                argument.writtenDefault(),
                argument.ownDefault());
    }

    private static List<Read> reads(List<Judged> declarations) {
        return declarations.stream()
                .flatMap(judged -> judged.argument().reads().stream())
                .map(read -> new Read(read.stage(), read.line(), read.keyword(), read.guarded()))
                .distinct()
                .sorted(Comparator.comparingInt(Read::line))
                .toList();
    }
}
