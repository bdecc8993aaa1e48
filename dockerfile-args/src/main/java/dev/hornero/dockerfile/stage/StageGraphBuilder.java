// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.expansion.Variables;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.ImageReference;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.format.PlatformName;
import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.instruction.DockerfileParser;
import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.MountFlag;
import dev.hornero.dockerfile.instruction.Position;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.text.NearestName;
import dev.hornero.dockerfile.text.Quoted;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out how stages hang together, in the steps and with the checks of {@code toDispatchState}
 * in BuildKit's {@code dockerfile2llb/convert.go}: every FROM of the file has to be good, built or
 * not.
 */
final class StageGraphBuilder {
    /** One of them makes a name of an image right, where any value can. */
    private static final List<String> IMAGE_PARTS =
            List.of(
                    "image",
                    "1",
                    "localhost:5000/image",
                    "localhost:5000",
                    "image:tag",
                    "sha256:" + "0".repeat(64));

    private static final List<String> PLATFORM_PARTS =
            List.of("linux/amd64", "linux", "amd64", "v8");

    private final GlobalArguments globals;
    private final ShellLexer lexer;
    private final WarningLog warnings;
    private final Map<String, Integer> declaredTooLate = new HashMap<>();
    private final List<BuildStage> stages = new ArrayList<>();
    private final Map<String, BuildStage> byName = new HashMap<>();

    /** Images that instructions take files from; BuildKit numbers them on from the stages. */
    private final List<Image> images = new ArrayList<>();

    private record Image(String name, int line) {}

    StageGraphBuilder(GlobalArguments globals, ShellLexer lexer, WarningLog warnings) {
        this.globals = globals;
        this.lexer = lexer;
        this.warnings = warnings;
    }

    StageGraph build(Dockerfile dockerfile, Optional<String> targetName)
            throws InvalidDockerfileException {
        declaredTooLate.putAll(dockerfile.linesOfStageArguments());
        for (Dockerfile.Stage stage : dockerfile.stages()) {
            addStage(stage.from());
        }
        BuildStage target = target(targetName);
        for (BuildStage stage : stages) {
            for (Instruction instruction : dockerfile.stages().get(stage.index()).instructions()) {
                int line = instruction.position().first();
                stage.add(command(instruction, line, line));
            }
        }
        CircularDependencies.refuse(stages);
        for (BuildStage stage : stages) {
            if (stage.baseStage().isEmpty() && !stage.isScratch()) {
                checkImage(stage.base(), stage.line());
            }
        }
        int checked = checkImages(0);
        reach(target);
        checkImages(checked);
        return new StageGraph(stages, target);
    }

    private void addStage(Instruction.From from) throws InvalidDockerfileException {
        int line = from.position().first();
        Expanded base;
        VariableReader reader = globals.readerOfFrom(stages.size(), line);
        try {
            base = reader.expand(lexer, from.base());
            base.verify(name -> {
                if (name.isEmpty()) {
                    throw new FormatException(
                            "base name (" + from.base() + ") should not be blank");
                }
            });
        } catch (ExpansionException e) {
            throw new InvalidDockerfileException(line, withHint(e.reason(), reader.undeclared()));
        } catch (FormatException e) {
            throw new InvalidDockerfileException(line, withHint(e.reason(), reader.undeclared()));
        }
        warnOfUndeclared(base, line);
        String system = operatingSystem(from, line);
        BuildStage baseStage = base.uncertain() ? null : byName.get(base.text());
        if (base.uncertain()) {
            warnOfStagesItMayBe(base, line);
        }
        boolean isScratch = baseStage == null && base.text().equals(BuildStage.SCRATCH);
        BuildStage stage =
                new BuildStage(
                        stages.size(),
                        from,
                        base,
                        baseStage,
                        baseStage != null
                                ? baseStage.operatingSystem()
                                : isScratch ? PlatformName.DEFAULT_OS : system);
        stages.add(stage);
        from.name()
                .ifPresent(name -> {
                    if (byName.put(name, stage) != null) {
                        warnings.duplicateStageName(line, name);
                    }
                });
    }

    private void warnOfUndeclared(Expanded word, int line) {
        word.undeclared()
                .forEach(name ->
                        warnings.undeclaredInFrom(
                                line, name, Optional.ofNullable(declaredTooLate.get(name))));
    }

    private void warnOfStagesItMayBe(Expanded base, int line) {
        String text = base.text();
        int hole = text.indexOf(Expanded.PLACEHOLDER);
        if (hole < 0) {
            return;
        }
        String before = text.substring(0, hole);
        String after =
                text.substring(
                        text.lastIndexOf(Expanded.PLACEHOLDER) + Expanded.PLACEHOLDER.length());
        byName.keySet().stream()
                .filter(name -> name.startsWith(before) && name.endsWith(after))
                .findFirst()
                .ifPresent(name -> warnings.baseMayBeAStage(line, name));
    }

    private String operatingSystem(Instruction.From from, int line)
            throws InvalidDockerfileException {
        String platform = from.platform();
        if (platform.isEmpty()) {
            return PlatformName.DEFAULT_OS;
        }
        Expanded expanded;
        VariableReader reader = globals.readerOfFrom(stages.size(), line);
        try {
            expanded = reader.expand(lexer, platform);
        } catch (ExpansionException e) {
            throw new InvalidDockerfileException(
                    line,
                    withHint(
                            "failed to process arguments for platform : " + e.reason(),
                            reader.undeclared()));
        }
        warnOfUndeclared(expanded, line);
        try {
            expanded.verifyWithAnyOf(
                    text -> {
                        if (text.isEmpty()) {
                            throw new FormatException(
                                    "empty platform value from expression " + platform);
                        }
                        checkPlatform(text, platform);
                    },
                    PLATFORM_PARTS);
            return expanded.uncertain() || expanded.text().isEmpty()
                    ? PlatformName.DEFAULT_OS
                    : PlatformName.operatingSystem(expanded.text());
        } catch (FormatException e) {
            throw new InvalidDockerfileException(line, withHint(e.reason(), expanded.undeclared()));
        }
    }

    private static void checkPlatform(String text, String written) throws FormatException {
        try {
            PlatformName.operatingSystem(text);
        } catch (FormatException e) {
            throw new FormatException("failed to parse platform " + written + ": " + e.reason());
        }
    }

    /** Says what to do about names that no FROM sees: BuildKit's guess, where it has one. */
    private String withHint(String message, Set<String> undeclared) {
        Optional<String> guess =
                undeclared.stream()
                        .filter(name -> !declaredTooLate.containsKey(name))
                        .map(name ->
                                NearestName.hint(message, name, globals.namesWithValue(), true))
                        .filter(hinted -> !hinted.equals(message))
                        .findFirst();
        if (guess.isPresent() || undeclared.isEmpty()) {
            return guess.orElse(message);
        }
        return message
                + "; put "
                + undeclared.stream().map(this::argument).collect(Collectors.joining(" and "))
                + " before the first FROM: FROM sees no other";
    }

    private String argument(String name) {
        Integer line = declaredTooLate.get(name);
        return "ARG " + name + (line == null ? "" : " (line " + line + ")");
    }

    private BuildStage target(Optional<String> name) throws InvalidDockerfileException {
        if (name.isEmpty()) {
            return stages.getLast();
        }
        BuildStage target = byName.get(name.get().toLowerCase(Locale.ROOT));
        if (target == null) {
            throw new InvalidDockerfileException(
                    1,
                    NearestName.hint(
                            "target stage " + Quoted.of(name.get()) + " could not be found",
                            name.get(),
                            stages.stream().map(BuildStage::displayName).toList(),
                            true));
        }
        return target;
    }

    private Command command(Instruction instruction, int line, int errorLine)
            throws InvalidDockerfileException {
        List<Source> sources = new ArrayList<>(0);
        if (instruction instanceof Instruction.Copy copy && !copy.from().isEmpty()) {
            sources.add(copySource(copy.from(), errorLine));
        }
        if (instruction instanceof Instruction.Run run) {
            for (MountFlag mount : run.mounts()) {
                String from = mount.from().isEmpty() ? BuildStage.SCRATCH : mount.from();
                sources.add(namedSource(from, line));
            }
        }
        return new Command(instruction, sources, errorLine);
    }

    private Source copySource(String from, int line) throws InvalidDockerfileException {
        try {
            if (!lexer.expand(from, Variables.NONE).equals(from)) {
                throw new InvalidDockerfileException(
                        line,
                        "variable expansion is not supported for --from, define a new stage with"
                                + " FROM using ARG from global scope as a workaround");
            }
        } catch (ExpansionException e) {
            throw new InvalidDockerfileException(line, e.reason());
        }
        long index;
        try {
            index = Numbers.signed(from, 10, 64);
        } catch (FormatException notANumber) {
            return namedSource(from, line);
        }
        if (index < 0 || index >= stages.size() + images.size()) {
            throw new InvalidDockerfileException(line, "invalid stage index " + index);
        }
        return new Source(index < stages.size() ? stages.get(Math.toIntExact(index)) : null, from);
    }

    private Source namedSource(String name, int line) {
        BuildStage stage = byName.get(name.toLowerCase(Locale.ROOT));
        if (stage == null) {
            images.add(new Image(name, line));
        }
        return new Source(stage, name);
    }

    private int checkImages(int from) throws InvalidDockerfileException {
        for (int at = from; at < images.size(); at++) {
            Image image = images.get(at);
            if (!image.name().equals(BuildStage.SCRATCH)) {
                checkImage(
                        new Expanded(
                                image.name(),
                                image.name(),
                                false,
                                List.of(),
                                List.of(),
                                Set.of(),
                                false),
                        image.line());
            }
        }
        return images.size();
    }

    private void checkImage(Expanded name, int line) throws InvalidDockerfileException {
        try {
            name.verifyWithAnyOf(StageGraphBuilder::checkImageName, IMAGE_PARTS);
        } catch (FormatException e) {
            throw new InvalidDockerfileException(line, withHint(e.reason(), name.undeclared()));
        }
    }

    private static void checkImageName(String name) throws FormatException {
        try {
            ImageReference.check(name);
        } catch (FormatException e) {
            throw new FormatException(
                    "failed to parse stage name " + Quoted.of(name) + ": " + e.reason());
        }
    }

    /** Marks what the target needs, the needs of the triggers that it pulls included. */
    private void reach(BuildStage target) throws InvalidDockerfileException {
        Deque<BuildStage> open = new ArrayDeque<>();
        open.push(target);
        while (!open.isEmpty()) {
            BuildStage stage = open.pop();
            if (stage.reach()) {
                pullTriggers(stage);
                stage.needs(true).forEach(open::push);
            }
        }
    }

    private void pullTriggers(BuildStage stage) throws InvalidDockerfileException {
        Optional<BuildStage> base = stage.baseStage();
        if (base.isEmpty()) {
            return;
        }
        List<Command> triggers = new ArrayList<>(0);
        for (Command command : base.get().commands()) {
            if (command.instruction() instanceof Instruction.OnBuild onBuild) {
                triggers.add(trigger(onBuild, stage.from().position()));
            }
        }
        stage.pull(triggers);
    }

    private Command trigger(Instruction.OnBuild onBuild, Position from)
            throws InvalidDockerfileException {
        Instruction instruction =
                DockerfileParser.parseTrigger(onBuild.trigger(), onBuild.position(), from);
        return command(instruction, onBuild.position().first(), from.first());
    }
}
