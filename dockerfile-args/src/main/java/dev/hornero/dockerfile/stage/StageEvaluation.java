// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionBudget;
import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.expansion.Use;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Port;
import dev.hornero.dockerfile.format.StopSignal;
import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.MountFlag;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import dev.hornero.dockerfile.text.Quoted;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs through the instructions of a stage as BuildKit does when it builds it ({@code dispatch} in
 * {@code dockerfile2llb/convert.go}), to see which variables are read and what would fail.
 */
final class StageEvaluation {
    private static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Scope scope;
    private final GlobalArguments globals;
    private final Map<String, String> given;
    private final ShellLexer lexer;
    private final ShellLexer bodyLexer;
    private final NameFilter names;
    private final WarningLog warnings;
    private final List<DeclaredArgument> declared = new ArrayList<>();
    private final List<Mounted> mounted = new ArrayList<>();

    /** The stage that is run through, and whether all its variables are known. */
    private @Nullable BuildStage stage;

    private boolean everythingIsKnown;
    private @Nullable Command command;

    /** A secret or an SSH agent that a RUN asks for. */
    record Mounted(boolean ssh, String id, boolean required, int line) {}

    StageEvaluation(
            GlobalArguments globals,
            Map<String, String> given,
            ShellLexer lexer,
            ExpansionBudget budget,
            WarningLog warnings) {
        this.scope = new Scope();
        this.names = new NameFilter();
        this.globals = globals;
        this.given = given;
        this.lexer = lexer;
        this.bodyLexer = ShellLexer.forHeredocBodies(budget);
        this.warnings = warnings;
    }

    Scope scope() {
        return scope;
    }

    List<DeclaredArgument> declared() {
        return declared;
    }

    List<Mounted> mounted() {
        return mounted;
    }

    /** What every image that is not for Windows has, whatever it sets itself. */
    void startFromImage(BuildStage first) {
        if (!first.operatingSystem().equals("windows")) {
            scope.put("PATH", new Binding(DEFAULT_PATH, !first.isScratch(), null, false));
        }
    }

    /** Leaves the scope as it is behind the last instruction. */
    void run(BuildStage next, boolean baseIsKnown) throws InvalidDockerfileException {
        stage = next;
        everythingIsKnown = baseIsKnown;
        for (Command each : next.commands()) {
            command = each;
            try {
                evaluate(each.instruction());
            } catch (ExpansionException e) {
                throw new InvalidDockerfileException(each.errorLine(), e.reason());
            } catch (FormatException e) {
                throw new InvalidDockerfileException(each.errorLine(), e.reason());
            }
        }
    }

    private BuildStage stage() {
        if (stage == null) {
            throw new IllegalStateException("no stage is run through");
        }
        return stage;
    }

    private Command command() {
        if (command == null) {
            throw new IllegalStateException("no instruction is run through");
        }
        return command;
    }

    private void evaluate(Instruction instruction) throws ExpansionException, FormatException {
        switch (instruction) {
            case Instruction.Arg arg -> declare(arg);
            case Instruction.Env env -> set(env);
            case Instruction.Label label -> {
                for (Instruction.Pair pair : label.pairs()) {
                    expand(pair.key());
                    expand(pair.value());
                }
            }
            case Instruction.Run run -> run(run);
            case Instruction.Copy copy -> copy(copy);
            case Instruction.Add add -> add(add);
            case Instruction.Workdir workdir -> expand(workdir.path());
            case Instruction.User user -> expand(user.user());
            case Instruction.Volume volume -> {
                for (String path : volume.paths()) {
                    expand(path).verify(StageEvaluation::requireVolume);
                }
            }
            case Instruction.Expose expose -> expose(expose);
            case Instruction.StopSignal signal -> expand(signal.signal()).verify(StopSignal::check);
            case Instruction.OnBuild _, Instruction.Verbatim _ -> {}
            case Instruction.From from ->
                    throw new IllegalStateException("a FROM inside a stage: " + from);
        }
    }

    private static void requireVolume(String path) throws FormatException {
        if (path.isEmpty()) {
            throw new FormatException("VOLUME specified can not be an empty string");
        }
    }

    private Expanded expand(String word) throws ExpansionException {
        return reader(null).expand(lexer, word);
    }

    private VariableReader reader(@Nullable DeclaredArgument defaultOf) {
        return new VariableReader(scope::get, everythingIsKnown, this::noteRead, defaultOf);
    }

    private void noteRead(DeclaredArgument argument, Use use, boolean refused) {
        if (refused && use.demands()) {
            argument.demand();
        }
        addRead(argument, use);
    }

    private void addRead(DeclaredArgument argument, Use use) {
        argument.addRead(
                new ArgumentRead(
                        Optional.of(stage().index()),
                        command().line(),
                        command().instruction().keyword(),
                        use.guarded(),
                        use.demands()));
    }

    private void set(Instruction.Env env) throws ExpansionException {
        List<String> keys = new ArrayList<>(env.pairs().size());
        List<Expanded> values = new ArrayList<>(env.pairs().size());
        for (Instruction.Pair pair : env.pairs()) {
            keys.add(expand(pair.key()).text());
            values.add(expand(pair.value()));
        }
        for (int at = 0; at < keys.size(); at++) {
            scope.put(
                    keys.get(at),
                    new Binding(values.get(at).text(), values.get(at).uncertain(), null, false));
        }
    }

    private void declare(Instruction.Arg arg) throws ExpansionException {
        for (Instruction.Arg.Definition definition : arg.definitions()) {
            String name = definition.name();
            String value = given.get(name);
            DeclaredArgument argument =
                    new DeclaredArgument(
                            Optional.of(stage().index()),
                            command().line(),
                            definition,
                            value != null);
            Binding binding = defaultBinding(argument, definition);
            if (value != null) {
                binding = new Binding(value, false, argument, false);
            }
            if (Predefined.neverInEnvironment(name)) {
                Binding before = scope.get(name);
                binding =
                        new Binding(before == null ? null : before.value(), false, argument, false);
            }
            declared.add(argument);
            names.add(name);
            scope.put(name, binding);
            if (argument.demandsItself()) {
                warnings.demandsItselfInAStage(argument.line(), name);
            }
        }
    }

    private Binding defaultBinding(DeclaredArgument argument, Instruction.Arg.Definition definition)
            throws ExpansionException {
        if (definition.value().isPresent()) {
            return ownDefault(argument, definition.value().get());
        }
        Binding global = globals.binding(argument.name());
        if (global != null && global.value() != null) {
            if (global.argument() != null) {
                global.argument().use(false);
            }
            argument.hasDefault(
                    global.argument() == null
                            ? global.value()
                            : global.argument().effectiveDefault().orElse(null),
                    global.automatic()
                            ? DeclaredArgument.Origin.AUTOMATIC
                            : DeclaredArgument.Origin.GLOBAL);
            return new Binding(global.value(), global.uncertain(), argument, global.automatic());
        }
        Binding before = scope.get(argument.name());
        if (before == null || before.value() == null) {
            return new Binding(null, false, argument, false);
        }
        argument.hasDefault(
                before.argument() == null
                        ? before.value()
                        : before.argument().effectiveDefault().orElse(null),
                before.automatic()
                        ? DeclaredArgument.Origin.AUTOMATIC
                        : DeclaredArgument.Origin.INHERITED);
        return new Binding(before.value(), before.uncertain(), argument, before.automatic());
    }

    /** BuildKit does not evaluate a default where a value is given: nothing in it is read then. */
    private Binding ownDefault(DeclaredArgument argument, String written)
            throws ExpansionException {
        VariableReader reader =
                argument.given()
                        ? new VariableReader(
                                scope::get, everythingIsKnown, (read, use, refused) -> {}, argument)
                        : reader(argument);
        try {
            Expanded expanded = reader.expand(lexer, written);
            if (!argument.demandsItself()) {
                argument.hasDefault(expanded.text(), DeclaredArgument.Origin.OWN);
            }
            return new Binding(
                    argument.effectiveDefault().orElse(null),
                    expanded.uncertain(),
                    argument,
                    false);
        } catch (ExpansionException e) {
            if (argument.given()) {
                return new Binding(null, false, argument, false);
            }
            throw e;
        }
    }

    private void expose(Instruction.Expose expose) throws ExpansionException, FormatException {
        List<Expanded> ports = new ArrayList<>();
        for (String written : expose.ports()) {
            VariableReader reader = reader(null);
            for (String port : lexer.words(written, reader)) {
                ports.add(reader.expanded(port));
            }
        }
        for (Expanded port : ports) {
            port.verify(text -> {
                // What is empty is no word, and so no port.
                if (!text.isEmpty()) {
                    Port.check(text);
                }
            });
        }
    }

    private void copy(Instruction.Copy copy) throws ExpansionException, FormatException {
        expand(copy.chown());
        Expanded chmod = expand(copy.chmod());
        List<Expanded> sources = expandPaths(copy.paths());
        for (Source source : command().sources()) {
            if (isNotYetBuilt(source)) {
                throw new FormatException(
                        "cannot copy from stage %s, it needs to be defined before current stage %s"
                                .formatted(
                                        Quoted.of(copy.from()), Quoted.of(stage().displayName())));
            }
        }
        CopyChecks.ofCopy(chmod, sources);
    }

    private void add(Instruction.Add add) throws ExpansionException, FormatException {
        expand(add.chown());
        Expanded chmod = expand(add.chmod());
        Expanded checksum = expand(add.checksum());
        List<Expanded> sources = expandPaths(add.paths());
        CopyChecks.ofAdd(chmod, checksum, sources);
    }

    private List<Expanded> expandPaths(Instruction.Paths paths) throws ExpansionException {
        List<Expanded> sources = new ArrayList<>(paths.sources().size());
        for (String source : paths.sources()) {
            sources.add(expand(source));
        }
        expand(paths.destination());
        for (Instruction.Content content : paths.contents()) {
            if (content.expands()) {
                Expanded body = reader(null).expand(bodyLexer, content.body());
                if (!body.text().equals(content.body())) {
                    warnings.heredocExpands(command().line());
                }
            }
        }
        return sources;
    }

    /** Stages are built in their order, so a later one is not there yet. */
    private boolean isNotYetBuilt(Source source) {
        BuildStage from = source.stage();
        return from != null && from.index() >= stage().index();
    }

    private void run(Instruction.Run run) throws ExpansionException, FormatException {
        List<MountUse> uses = new ArrayList<>(run.mounts().size());
        for (MountFlag mount : run.mounts()) {
            uses.add(MountUse.of(mount, () -> reader(null), lexer));
        }
        for (int at = 0; at < uses.size(); at++) {
            mount(uses.get(at), command().sources().get(at));
        }
        RunText.Names seen =
                (name, use) -> {
                    Binding binding = scope.get(name);
                    if (binding != null && binding.argument() != null) {
                        addRead(binding.argument(), use);
                    }
                };
        RunText.search(run.text(), names, seen);
        if (names.hasOddNames()) {
            RunText.searchOddNames(
                    run.text(),
                    names,
                    (name, use) -> {
                        if (name.indexOf('-') >= 0 || name.indexOf('.') >= 0) {
                            seen.found(name, use);
                        }
                    });
        }
        scope.run();
    }

    private void mount(MountUse use, Source source) throws FormatException {
        int line = command().line();
        if (use.options().isEmpty()) {
            return;
        }
        MountOptions options = use.options().get();
        if (!options.from().isEmpty() || options.type().equals("cache")) {
            if (isNotYetBuilt(source)) {
                throw new FormatException(
                        "cannot mount from stage %s to %s, stage needs to be defined before current"
                                        .formatted(
                                                Quoted.of(source.name()),
                                                Quoted.of(options.target()))
                                + " command");
            }
        }
        use.verify(options::checkUse);
        switch (options.type()) {
            case MountOptions.SECRET ->
                    mounted.add(new Mounted(false, use.secretId(), options.required(), line));
            case MountOptions.SSH -> {
                mounted.add(new Mounted(true, use.sshId(), options.required(), line));
                warnings.mountSsh(line);
            }
            default -> {}
        }
    }
}
