// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionBudget;
import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs through the instructions of stages as BuildKit does when it builds them ({@code dispatch} in
 * {@code dockerfile2llb/convert.go}), to see which variables are read and what would fail.
 */
final class StageEvaluation {
    private static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Scope scope = new Scope();
    private final NameFilter names = new NameFilter();
    private final List<DeclaredArgument> declared = new ArrayList<>();
    private final List<Mounted> mounted = new ArrayList<>();
    private final GlobalArguments globals;
    private final Map<String, String> given;
    private final ShellLexer lexer;
    private final ShellLexer bodyLexer;
    private final WarningLog warnings;
    private final Set<OutOfSight> outOfSight = new HashSet<>();
    private final Map<BuildStage, WorkingDirectory> leftIn = new HashMap<>();
    private WorkingDirectory directory = WorkingDirectory.UNKNOWN;

    /** A secret or an SSH agent that a RUN asks for. */
    record Mounted(boolean ssh, String id, boolean required, int line) {}

    private record OutOfSight(BuildStage stage, String name) {}

    StageEvaluation(
            GlobalArguments globals,
            Map<String, String> given,
            ShellLexer lexer,
            ExpansionBudget budget,
            WarningLog warnings) {
        this.globals = globals;
        this.given = given;
        this.lexer = lexer;
        this.bodyLexer = ShellLexer.forHeredocBodies(budget);
        this.warnings = warnings;
        globals.declared().forEach(global -> names.add(global.name()));
    }

    /**
     * What a name stands for where it is read; warns, once for a stage, where its ARG stands before
     * the first FROM only.
     */
    @Nullable Binding read(String name, BuildStage stage, int line) {
        Binding binding = scope.get(name);
        if (binding == null
                && globals.declares(name)
                && !Predefined.reachesEveryRun(name)
                && outOfSight.add(new OutOfSight(stage, name))) {
            warnings.globalArgumentInStage(line, name);
        }
        return binding;
    }

    /** What every image that is not for Windows has, even if it sets others itself. */
    void startFromImage(BuildStage first) {
        if (!first.operatingSystem().equals("windows")) {
            scope.put(
                    "PATH",
                    new Binding(
                            DEFAULT_PATH,
                            first.isScratch() ? DEFAULT_PATH : null,
                            !first.isScratch(),
                            null,
                            false));
        }
    }

    /**
     * Leaves the scope as it is behind the last instruction; {@code baseIsKnown}: no image sets
     * variables that are not seen.
     */
    void run(BuildStage stage, boolean baseIsKnown) throws InvalidDockerfileException {
        directory =
                stage.baseStage()
                        .map(base -> leftIn.getOrDefault(base, WorkingDirectory.UNKNOWN))
                        .orElse(
                                stage.isScratch()
                                        ? WorkingDirectory.ROOT
                                        : WorkingDirectory.UNKNOWN);
        for (Command command : stage.commands()) {
            try {
                new CommandEvaluation(this, stage, baseIsKnown, command).run();
            } catch (ExpansionException e) {
                throw new InvalidDockerfileException(command.errorLine(), e.reason());
            } catch (FormatException e) {
                throw new InvalidDockerfileException(command.errorLine(), e.reason());
            }
        }
        leftIn.put(stage, directory);
    }

    WorkingDirectory directory() {
        return directory;
    }

    void moveTo(WorkingDirectory next) {
        directory = next;
    }

    Scope scope() {
        return scope;
    }

    /** The arguments in sight so far, to distinguish names from other words. */
    NameFilter names() {
        return names;
    }

    List<DeclaredArgument> declared() {
        return declared;
    }

    List<Mounted> mounted() {
        return mounted;
    }

    GlobalArguments globals() {
        return globals;
    }

    Map<String, String> given() {
        return given;
    }

    ShellLexer lexer() {
        return lexer;
    }

    ShellLexer bodyLexer() {
        return bodyLexer;
    }

    WarningLog warnings() {
        return warnings;
    }
}
