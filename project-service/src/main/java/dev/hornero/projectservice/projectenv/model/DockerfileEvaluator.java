// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.Declaration;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.dockerfile.ScanRequest;
import dev.hornero.dockerfile.Warning;
import dev.hornero.events.Code;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.DockerfileContent;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.events.scan.RequiredBuildSecret;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evaluates the Dockerfile of a build with values. */
public final class DockerfileEvaluator {
    private static final DockerfileScanner SCANNER = DockerfileScanner.withDefaults();

    /** Takes the place of secret values; fits wherever an image's name takes a variable. */
    private static final String HIDDEN = "hornero0hidden0value";

    /** Of a value or of a default that is made of values, in an event that every service reads. */
    private static final int LONGEST_SHOWN = 1_000;

    private final byte[] content;
    private final ScanRequest withoutValues;
    private final DockerfileScan scanWithoutValues;

    private DockerfileEvaluator(byte[] content, ScanRequest withoutValues) {
        this.content = content;
        this.withoutValues = withoutValues;
        this.scanWithoutValues = SCANNER.scan(content, withoutValues);
    }

    /**
     * Reads it.
     *
     * @param target the stage to build; the last one where absent
     * @throws IllegalArgumentException if it cannot be decompressed, or is larger than 512 KiB
     */
    public static DockerfileEvaluator of(DockerfileContent content, Optional<String> target) {
        return new DockerfileEvaluator(
                content.bytes(SCANNER.sizeLimit()), new ScanRequest(target, Map.of()));
    }

    /** Of some names those whose values can have an effect on its arguments. */
    public Set<String> known(Set<String> names) {
        return names.stream()
                .filter(name -> DockerfileScanner.knows(scanWithoutValues, name))
                .collect(Collectors.toSet());
    }

    /** Whether the name is that of a build secret of any stage. */
    private boolean isSecret(String name) {
        return Stream.concat(
                        Stream.of(withoutValues),
                        scanWithoutValues.stages().stream()
                                .flatMap(stage -> stage.name().stream())
                                .map(withoutValues::withTarget))
                .map(request -> SCANNER.scan(content, request))
                .flatMap(scan -> scan.secrets().stream())
                .anyMatch(secret -> secret.id().equals(name));
    }

    /**
     * Why a value of this name would have no effect, as a sentence; empty where it can have one.
     */
    public Optional<String> objection(String name) {
        if (DockerfileScanner.knows(scanWithoutValues, name) || isSecret(name)) {
            return Optional.empty();
        }
        return Optional.of(
                "No ARG of the Dockerfile declares %s%s."
                        .formatted(
                                name,
                                DockerfileScanner.nearest(scanWithoutValues, name)
                                        .map(meant -> " (did you mean " + meant + "?)")
                                        .orElse("")));
    }

    /**
     * What it needs with some values.
     *
     * @param values of the {@link #known} names
     * @param names every name that the build has a value for
     */
    public BuildRequirements needs(Map<String, ArgValue> values, Set<String> names) {
        DockerfileEvaluation evaluation =
                SCANNER.evaluate(content, request(values, names, ArgValue::value));
        Optional<DockerfileScan> hidden =
                values.values().stream().anyMatch(ArgValue::secret)
                        ? Optional.of(
                                SCANNER.scanForValues(
                                        content,
                                        request(values, names, DockerfileEvaluator::hidden)))
                        : Optional.empty();
        return evaluation
                .scan()
                .error()
                .<BuildRequirements>map(
                        error -> new BuildRequirements.Unbuildable(sentence(error, hidden)))
                .orElseGet(() -> known(evaluation, values, hidden));
    }

    private static String hidden(ArgValue value) {
        return value.secret() ? HIDDEN : value.value();
    }

    /** Names without an ARG are among them only so that the scan warns of them. */
    private ScanRequest request(
            Map<String, ArgValue> given, Set<String> names, Function<ArgValue, String> text) {
        Map<String, String> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, text.apply(value)));
        ScanRequest known = withoutValues.withValues(values);
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeAll(values.keySet());
        if (!unknown.isEmpty()) {
            SCANNER.scanForValues(content, known)
                    .secrets()
                    .forEach(secret -> unknown.remove(secret.id()));
            unknown.forEach(name -> values.put(name, ""));
        }
        return withoutValues.withValues(values);
    }

    private static BuildRequirements.Known known(
            DockerfileEvaluation evaluation,
            Map<String, ArgValue> values,
            Optional<DockerfileScan> hidden) {
        DockerfileScan scan = evaluation.scan();
        List<EvaluatedArgument> arguments =
                scan.arguments().stream()
                        .map(argument ->
                                new EvaluatedArgument(
                                        argument(argument, hidden),
                                        since(evaluation, argument.name(), values)))
                        .toList();
        List<ScanWarning> warnings =
                scan.warnings().stream()
                        .filter(warning -> isTheSame(warning, hidden))
                        .map(it -> new ScanWarning(it.code(), it.line(), it.message()))
                        .toList();
        List<Consequence> consequences =
                evaluation.consequences().stream()
                        .map(it -> new Consequence(it.name(), it.value(), it.needs()))
                        .toList();
        return new BuildRequirements.Known(
                arguments.stream().map(EvaluatedArgument::argument).toList(),
                scan.secrets().stream()
                        .map(it -> new RequiredBuildSecret(it.id(), it.required(), it.line()))
                        .toList(),
                Optional.of(new Evaluation(arguments, warnings, consequences)));
    }

    private static List<GivenValue> since(
            DockerfileEvaluation evaluation, String argument, Map<String, ArgValue> values) {
        return evaluation.since().getOrDefault(argument, List.of()).stream()
                .flatMap(name ->
                        Optional.ofNullable(values.get(name))
                                .map(value ->
                                        new GivenValue(
                                                name,
                                                Optional.of(value.value())
                                                        .filter(text ->
                                                                !value.secret() && isShort(text))))
                                .stream())
                .toList();
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST_SHOWN;
    }

    private static BuildArgument argument(Argument argument, Optional<DockerfileScan> hidden) {
        Optional<Argument> open = open(argument, hidden);
        Set<Declaration> openLines =
                open.map(other -> Set.copyOf(other.declarations())).orElse(Set.of());
        return new BuildArgument(
                argument.name(),
                Code.of(ArgRequirement.valueOf(argument.requirement().name())),
                argument.evidence().map(it -> Code.of(ArgEvidence.valueOf(it.name()))),
                argument.hard(),
                shown(
                        argument.defaultValue(),
                        argument.writtenDefault(),
                        open.map(Argument::defaultValue)
                                .equals(Optional.of(argument.defaultValue()))),
                argument.description(),
                argument.lines(),
                argument.stages(),
                LineDefault.differing(
                        argument.declarations().stream()
                                .flatMap(it -> lineDefault(it, openLines.contains(it)).stream())
                                .toList()));
    }

    /** The same argument of a scan that no secret value has a part in. */
    private static Optional<Argument> open(Argument argument, Optional<DockerfileScan> hidden) {
        return hidden.map(scan ->
                        scan.arguments().stream()
                                .filter(other -> other.name().equals(argument.name()))
                                .findFirst())
                .orElse(Optional.of(argument));
    }

    private static Optional<LineDefault> lineDefault(Declaration declaration, boolean open) {
        return shown(declaration.defaultValue(), declaration.writtenDefault(), open)
                .map(text -> new LineDefault(declaration.line(), text));
    }

    /** A default that a secret value has a part in, or a long one, is shown as it is written. */
    private static Optional<String> shown(
            Optional<String> value, Optional<String> written, boolean open) {
        return value.flatMap(text -> open && isShort(text) ? Optional.of(text) : written);
    }

    private static boolean isTheSame(Warning warning, Optional<DockerfileScan> hidden) {
        return hidden.isEmpty() || hidden.get().warnings().contains(warning);
    }

    private static String sentence(ScanError error, Optional<DockerfileScan> hidden) {
        boolean same = hidden.isEmpty() || hidden.get().error().equals(Optional.of(error));
        return same
                ? "With the values it has, line %d of the Dockerfile cannot be built: %s."
                        .formatted(error.line(), error.message())
                : "With the values it has, one of them secret, line %d of the Dockerfile cannot be built."
                        .formatted(error.line());
    }
}
