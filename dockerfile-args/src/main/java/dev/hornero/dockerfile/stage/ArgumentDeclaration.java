// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.instruction.Instruction;
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
        for (Instruction.Arg.Definition definition : arg.definitions()) {
            String name = definition.name();
            String value = all.given().get(name);
            DeclaredArgument argument =
                    new DeclaredArgument(
                            Optional.of(command.stage().index()),
                            command.line(),
                            definition,
                            value != null);
            Binding binding = defaultBinding(argument, definition);
            if (value != null) {
                binding = new Binding(value, false, argument, false);
            }
            if (Predefined.neverInEnvironment(name)) {
                Binding before = all.scope().get(name);
                binding =
                        new Binding(before == null ? null : before.value(), false, argument, false);
            }
            all.declared().add(argument);
            all.names().add(name);
            all.scope().put(name, binding);
            if (argument.demandsItself()) {
                all.warnings().demandsItselfInAStage(argument.line(), name);
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
            argument.hasDefault(
                    global.argument() == null
                            ? global.value()
                            : global.argument().effectiveDefault().orElse(null),
                    global.automatic()
                            ? DeclaredArgument.Origin.AUTOMATIC
                            : DeclaredArgument.Origin.GLOBAL);
            return new Binding(global.value(), global.uncertain(), argument, global.automatic());
        }
        Binding before = all.scope().get(argument.name());
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
                argument.given() ? command.quietReader(argument) : command.reader(argument);
        try {
            Expanded expanded = reader.expand(all.lexer(), written);
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
}
