// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.Use;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Port;
import dev.hornero.dockerfile.format.StopSignal;
import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.MountFlag;
import dev.hornero.dockerfile.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs through one instruction of one stage. */
final class CommandEvaluation {
    private final StageEvaluation all;
    private final BuildStage stage;
    private final boolean everythingIsKnown;
    private final Command command;

    CommandEvaluation(
            StageEvaluation all, BuildStage stage, boolean everythingIsKnown, Command command) {
        this.all = all;
        this.stage = stage;
        this.everythingIsKnown = everythingIsKnown;
        this.command = command;
    }

    BuildStage stage() {
        return stage;
    }

    int line() {
        return command.line();
    }

    void run() throws ExpansionException, FormatException {
        switch (command.instruction()) {
            case Instruction.Arg arg -> new ArgumentDeclaration(all, this).declare(arg);
            case Instruction.Env env -> set(env);
            case Instruction.Label label -> {
                for (Instruction.Pair pair : label.pairs()) {
                    expand(pair.key());
                    expand(pair.value());
                }
            }
            case Instruction.Run run -> shell(run);
            case Instruction.Copy copy -> copy(copy);
            case Instruction.Add add -> add(add);
            case Instruction.Workdir workdir -> move(expand(workdir.path()));
            case Instruction.User user -> expand(user.user());
            case Instruction.Volume volume -> {
                List<Expanded> paths = new ArrayList<>(volume.paths().size());
                for (String path : volume.paths()) {
                    paths.add(expand(path));
                }
                for (Expanded path : paths) {
                    path.verify(CommandEvaluation::requireVolume);
                }
            }
            case Instruction.Expose expose -> expose(expose);
            case Instruction.StopSignal signal -> expand(signal.signal()).verify(StopSignal::check);
            case Instruction.OnBuild _, Instruction.Verbatim _ -> {}
            case Instruction.From from ->
                    throw new IllegalStateException("a FROM inside a stage: " + from);
        }
    }

    /** Paths of Windows have drives, which are none of the rules here. */
    private void move(Expanded path) {
        boolean isKnown = !path.uncertain() && !stage.operatingSystem().equals("windows");
        all.moveTo(isKnown ? all.directory().to(path.text()) : WorkingDirectory.UNKNOWN);
    }

    private static void requireVolume(String path) throws FormatException {
        if (path.isEmpty()) {
            throw new FormatException("VOLUME specified can not be an empty string");
        }
    }

    private Expanded expand(String word) throws ExpansionException {
        return reader(null).expand(all.lexer(), word);
    }

    VariableReader reader(@Nullable DeclaredArgument defaultOf) {
        return new VariableReader(
                name -> all.read(name, stage, command.line()),
                everythingIsKnown,
                this::noteRead,
                defaultOf);
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
                        Optional.of(stage.index()),
                        command.line(),
                        command.instruction().keyword(),
                        use.guarded(),
                        use.demands()));
    }

    /** A reader that takes note of nothing, for what BuildKit does not evaluate. */
    VariableReader quietReader(DeclaredArgument defaultOf) {
        return new VariableReader(
                all.scope()::get, everythingIsKnown, (read, use, refused) -> {}, defaultOf);
    }

    private void set(Instruction.Env env) throws ExpansionException {
        List<String> keys = new ArrayList<>(env.pairs().size());
        List<Expanded> values = new ArrayList<>(env.pairs().size());
        for (Instruction.Pair pair : env.pairs()) {
            keys.add(expand(pair.key()).text());
            values.add(expand(pair.value()));
        }
        for (int at = 0; at < keys.size(); at++) {
            all.scope()
                    .put(
                            keys.get(at),
                            new Binding(
                                    values.get(at).text(),
                                    values.get(at).shown(),
                                    values.get(at).uncertain(),
                                    null,
                                    false));
        }
    }

    private void expose(Instruction.Expose expose) throws ExpansionException, FormatException {
        List<Expanded> ports = new ArrayList<>();
        for (String written : expose.ports()) {
            VariableReader reader = reader(null);
            for (String port : all.lexer().words(written, reader)) {
                ports.add(reader.expanded(port, written));
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
        for (Source source : command.sources()) {
            if (isNotYetBuilt(source)) {
                throw new FormatException(
                        "cannot copy from stage %s, it needs to be defined before current stage %s"
                                .formatted(Quoted.of(copy.from()), Quoted.of(stage.displayName())));
            }
        }
        CopyChecks.ofCopy(chmod, sources);
    }

    private void add(Instruction.Add add) throws ExpansionException, FormatException {
        expand(add.chown());
        Expanded chmod = expand(add.chmod());
        Expanded checksum = expand(add.checksum());
        List<Expanded> sources = expandPaths(add.paths());
        CopyChecks.ofAdd(chmod, checksum, add.keepGitDir(), sources);
    }

    private List<Expanded> expandPaths(Instruction.Paths paths) throws ExpansionException {
        List<Expanded> sources = new ArrayList<>(paths.sources().size());
        for (String source : paths.sources()) {
            sources.add(expand(source));
        }
        expand(paths.destination());
        for (Instruction.Content content : paths.contents()) {
            if (content.expands()) {
                Expanded body = reader(null).expand(all.bodyLexer(), content.body());
                if (!body.text().equals(content.body())) {
                    all.warnings().heredocExpands(command.line());
                }
            }
        }
        return sources;
    }

    /** Stages are built in their order, so a later one is not there yet. */
    private boolean isNotYetBuilt(Source source) {
        BuildStage from = source.stage();
        return from != null && from.index() >= stage.index();
    }

    private void shell(Instruction.Run run) throws ExpansionException, FormatException {
        List<MountUse> uses = new ArrayList<>(run.mounts().size());
        for (MountFlag mount : run.mounts()) {
            uses.add(MountUse.of(mount, () -> reader(null), all.lexer()));
        }
        for (int at = 0; at < uses.size(); at++) {
            mount(uses.get(at), command.sources().get(at));
        }
        searchNames(run.text());
        all.scope().run();
    }

    private void searchNames(String text) {
        Map<String, Use> doubtful = new LinkedHashMap<>();
        RunText.search(
                text,
                all.names(),
                (name, use, variable) -> {
                    if (isInSight(name)) {
                        noteName(name, use);
                    } else if (variable) {
                        doubtful.merge(name, use, (one, other) -> one.guarded() ? other : one);
                    }
                });
        if (all.names().hasOddNames()) {
            RunText.searchOddNames(
                    text,
                    all.names(),
                    (name, use, variable) -> {
                        if (NameFilter.isOdd(name) && isInSight(name)) {
                            noteName(name, use);
                        }
                    });
        }
        if (!doubtful.isEmpty()) {
            doubtful.keySet().removeAll(RunText.assigned(text));
            doubtful.forEach(this::noteName);
        }
    }

    /** A name that is not may be a word, or a variable of the shell's own. */
    private boolean isInSight(String name) {
        Binding binding = all.scope().get(name);
        return binding != null && (binding.argument() == null || !binding.argument().accidental());
    }

    private void noteName(String name, Use use) {
        Binding binding = all.read(name, stage, command.line());
        if (binding != null && binding.argument() != null) {
            addRead(binding.argument(), use);
        }
    }

    private void mount(MountUse use, Source source) throws FormatException {
        int line = command.line();
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
                                                Quoted.of(
                                                        Expanded.withoutMissing(options.target())))
                                + " command");
            }
        }
        use.verify(() -> options.checkUse(all.directory()));
        switch (options.type()) {
            case MountOptions.SECRET ->
                    all.mounted()
                            .add(
                                    new StageEvaluation.Mounted(
                                            false, use.secretId(), options.required(), line));
            case MountOptions.SSH -> {
                all.mounted()
                        .add(
                                new StageEvaluation.Mounted(
                                        true, use.sshId(), options.required(), line));
                all.warnings().mountSsh(line);
            }
            default -> {}
        }
    }
}
