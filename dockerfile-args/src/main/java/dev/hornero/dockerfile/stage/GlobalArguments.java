// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.expansion.Use;
import dev.hornero.dockerfile.format.FormatException;
import dev.hornero.dockerfile.format.Numbers;
import dev.hornero.dockerfile.instruction.Dockerfile;
import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments before the first FROM. FROM sees them, and a stage that declares one of them
 * without a default takes its value over; nothing else does.
 */
final class GlobalArguments {
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    private final Map<String, Binding> bindings = new LinkedHashMap<>();
    private final List<DeclaredArgument> declared = new ArrayList<>();
    private final Map<String, String> given;
    private final ShellLexer lexer;

    private GlobalArguments(Map<String, String> given, ShellLexer lexer) {
        this.given = given;
        this.lexer = lexer;
    }

    /** Evaluates them in order; each sees those before it. */
    static GlobalArguments evaluate(
            List<Instruction.Arg> arguments,
            Map<String, String> given,
            String targetStage,
            ShellLexer lexer)
            throws InvalidDockerfileException {
        GlobalArguments globals = new GlobalArguments(given, lexer);
        Predefined.platforms(targetStage)
                .forEach((name, value) ->
                        globals.bindings.put(
                                name,
                                new Binding(
                                        given.getOrDefault(name, value),
                                        given.get(name),
                                        false,
                                        null,
                                        true)));
        for (Instruction.Arg argument : arguments) {
            for (Instruction.Arg.Definition definition : argument.definitions()) {
                globals.declare(definition, argument.position().first());
            }
        }
        return globals;
    }

    /** BuildKit takes a time, {@code context}, or a stage for it, and nothing else. */
    void refuseEpoch(Dockerfile dockerfile) throws InvalidDockerfileException {
        Binding binding = bindings.get(EPOCH);
        String value = given.getOrDefault(EPOCH, binding == null ? null : binding.value());
        boolean unknown = binding != null && binding.uncertain();
        if (value == null || value.isEmpty() || value.equals("context") || unknown) {
            return;
        }
        try {
            Numbers.signed(value, 10, 64);
        } catch (FormatException e) {
            boolean isStage =
                    dockerfile.stages().stream()
                            .flatMap(stage -> stage.from().name().stream())
                            .anyMatch(value::equalsIgnoreCase);
            if (!isStage) {
                throw new InvalidDockerfileException(1, "invalid " + EPOCH + ": " + value);
            }
        }
    }

    private void declare(Instruction.Arg.Definition definition, int line)
            throws InvalidDockerfileException {
        String name = definition.name();
        String value = given.get(name);
        Binding before = bindings.get(name);
        DeclaredArgument argument =
                new DeclaredArgument(Optional.empty(), line, definition, value != null, before);
        declared.add(argument);
        if (definition.value().isPresent()) {
            Binding own = evaluateDefault(argument, definition.value().get(), value != null);
            bindings.put(name, value == null ? own : Binding.given(value, argument));
            return;
        }
        if (before != null && before.value() != null) {
            argument.hasDefault(before, DeclaredArgument.Origin.INHERITED);
            if (before.argument() != null) {
                argument.dependsOn(before.argument(), Optional.empty());
            }
        }
        if (value != null) {
            bindings.put(name, Binding.given(value, argument));
        } else {
            bindings.put(
                    name,
                    before == null ? Binding.without(argument) : before.takenOverBy(argument));
        }
    }

    /** BuildKit does not evaluate a default that is not needed, so no error comes of that. */
    private Binding evaluateDefault(DeclaredArgument argument, String written, boolean isGiven)
            throws InvalidDockerfileException {
        VariableReader reader =
                new VariableReader(
                        bindings::get,
                        true,
                        (read, use, refused) -> {
                            if (!isGiven) {
                                readByDefault(argument, read, use);
                                demandIf(refused && use.demands(), read);
                            }
                        },
                        argument);
        try {
            Expanded expanded = reader.expand(lexer, written);
            if (!argument.demandsItself()) {
                argument.hasDefault(expanded);
            }
            return argument.withItsDefault(expanded.uncertain());
        } catch (ExpansionException e) {
            if (isGiven) {
                return Binding.without(argument);
            }
            throw new InvalidDockerfileException(argument.line(), e.reason());
        }
    }

    private static void demandIf(boolean demanded, DeclaredArgument argument) {
        if (demanded) {
            argument.demand();
        }
    }

    private static void readByDefault(DeclaredArgument argument, DeclaredArgument read, Use use) {
        argument.dependsOn(
                read,
                Optional.of(
                        new ArgumentRead(
                                Optional.empty(),
                                argument.line(),
                                "ARG",
                                use.guarded(),
                                use.demands())));
    }

    /** For a word of a FROM. */
    VariableReader readerOfFrom(int stage, int line) {
        return new VariableReader(
                bindings::get,
                true,
                (argument, use, refused) -> {
                    demandIf(refused && use.demands(), argument);
                    argument.use(!use.guarded());
                    argument.addRead(
                            new ArgumentRead(
                                    Optional.of(stage),
                                    line,
                                    "FROM",
                                    use.guarded(),
                                    !use.guarded()));
                },
                null);
    }

    @Nullable Binding binding(String name) {
        return bindings.get(name);
    }

    /** The names of those that have a value. */
    Set<String> namesWithValue() {
        Set<String> names = new LinkedHashSet<>();
        bindings.forEach((name, binding) -> {
            if (binding.value() != null) {
                names.add(name);
            }
        });
        return names;
    }

    /** Whether its author declares the name before the first FROM. */
    boolean declares(String name) {
        Binding binding = bindings.get(name);
        return binding != null && binding.argument() != null && !binding.argument().accidental();
    }

    List<DeclaredArgument> declared() {
        return Collections.unmodifiableList(declared);
    }

    /**
     * To be called when all reads are known: those in defaults count only where the default does.
     */
    void settle() {
        declared.forEach(DeclaredArgument::settle);
    }
}
