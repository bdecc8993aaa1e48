// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.Misread;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.Optional;

/** Puts the arguments of one ARG into scope. */
final class ArgumentDeclaration {
    private final StageEvaluation all;
    private final CommandEvaluation command;

    ArgumentDeclaration(StageEvaluation all, CommandEvaluation command) {
        this.all = all;
        this.command = command;
    }

    void declare(Instruction.Arg arg) throws ExpansionException {
        warnOfMisread(arg, command.line(), all.warnings());
        for (Instruction.Arg.Definition definition : arg.definitions()) {
            String name = definition.name();
            String value = all.given().get(name);
            Binding before = all.scope().get(name);
            DeclaredArgument argument =
                    new DeclaredArgument(
                            Optional.of(command.stage().index()),
                            command.line(),
                            definition,
                            value != null,
                            before);
            Binding binding = defaultBinding(argument, definition);
            if (value != null) {
                binding = Binding.given(value, argument);
            }
            if (Predefined.neverInEnvironment(name)) {
                binding =
                        before == null || before.value() == null
                                ? Binding.without(argument)
                                : Binding.given(before.value(), argument);
            }
            all.declared().add(argument);
            all.names().add(name);
            all.scope().put(name, binding);
            if (argument.demandsItself()) {
                all.warnings().demandsItselfInAStage(argument.line(), name);
            }
        }
    }

    static void warnOfMisread(Instruction.Arg arg, int line, WarningLog warnings) {
        for (Misread misread : arg.misread()) {
            switch (misread) {
                case Misread.Comment(String mark) -> warnings.commentBehindArg(line, mark);
                case Misread.Quotes(char opening) -> warnings.typographicQuotes(line, opening);
            }
        }
    }

    private Binding defaultBinding(DeclaredArgument argument, Instruction.Arg.Definition definition)
            throws ExpansionException {
        if (definition.value().isPresent()) {
            return ownDefault(argument, definition.value().get());
        }
        Binding global = all.globals().binding(argument.name());
        if (global != null && global.value() != null) {
            if (global.argument() != null) {
                global.argument().use(false);
            }
            argument.hasDefault(global, DeclaredArgument.Origin.GLOBAL);
            return global.takenOverBy(argument);
        }
        Binding before = all.scope().get(argument.name());
        if (before == null || before.value() == null) {
            return Binding.without(argument);
        }
        argument.hasDefault(before, DeclaredArgument.Origin.INHERITED);
        return before.takenOverBy(argument);
    }

    /** BuildKit does not evaluate a default where a value is given: nothing in it is read then. */
    private Binding ownDefault(DeclaredArgument argument, String written)
            throws ExpansionException {
        VariableReader reader =
                argument.given() ? command.quietReader(argument) : command.reader(argument);
        try {
            Expanded expanded = reader.expand(all.lexer(), written);
            if (!argument.demandsItself()) {
                argument.hasDefault(expanded);
            }
            return argument.withItsDefault(expanded.uncertain());
        } catch (ExpansionException e) {
            if (argument.given()) {
                return Binding.without(argument);
            }
            throw e;
        }
    }
}
