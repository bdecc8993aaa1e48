// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.expansion.ExpansionException;
import dev.hornero.dockerfile.expansion.ShellLexer;
import dev.hornero.dockerfile.expansion.Use;
import dev.hornero.dockerfile.expansion.Variables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Expands words where arguments may have no value yet. Such an argument is {@link
 * Expanded#PLACEHOLDER} to a word that needs it, and unset to one that copes without.
 */
final class VariableReader implements Variables {
    private final Function<String, @Nullable Binding> bindings;
    private final boolean everythingIsKnown;
    private final ReadLog log;
    private final @Nullable DeclaredArgument defaultOf;
    private boolean uncertain;
    private boolean madeOfShownValues = true;
    private boolean automatic;
    private final List<DeclaredArgument> missing = new ArrayList<>(0);
    private final List<DeclaredArgument> guardedMissing = new ArrayList<>(0);
    private @Nullable Set<String> undeclared;

    /** Takes note of reads; {@code refused}: the argument has no value that would do. */
    @FunctionalInterface
    interface ReadLog {
        void read(DeclaredArgument argument, Use use, boolean refused);
    }

    /**
     * {@code everythingIsKnown} is false where a base image may have set more; {@code defaultOf} is
     * the argument whose default is read, if it is one.
     */
    VariableReader(
            Function<String, @Nullable Binding> bindings,
            boolean everythingIsKnown,
            ReadLog log,
            @Nullable DeclaredArgument defaultOf) {
        this.bindings = bindings;
        this.everythingIsKnown = everythingIsKnown;
        this.log = log;
        this.defaultOf = defaultOf;
    }

    Expanded expand(ShellLexer lexer, String word) throws ExpansionException {
        return expanded(lexer.expand(word, this), word);
    }

    /** What was found out while the text came about. */
    Expanded expanded(String text, String written) {
        return new Expanded(
                text,
                madeOfShownValues && !uncertain ? text : written,
                uncertain,
                missing,
                guardedMissing,
                undeclared(),
                automatic);
    }

    /** The names read so far that nothing declares. */
    Set<String> undeclared() {
        return undeclared == null ? Set.of() : undeclared;
    }

    @Override
    public Optional<String> valueOf(String name, Use use) {
        Binding binding = bindings.apply(name);
        if (binding == null) {
            return undeclared(name, use);
        }
        DeclaredArgument argument = binding.argument();
        automatic |= binding.automatic();
        String value = binding.value();
        boolean refused =
                value == null
                        || (use == Use.DEMAND_TEXT
                                && value.isEmpty()
                                && argument != null
                                && !argument.given()
                                && !binding.automatic());
        if (argument != null) {
            log.read(argument, use, refused);
        }
        if (!refused && value != null) {
            uncertain |= binding.uncertain();
            madeOfShownValues &= value.equals(binding.shown());
            return Optional.of(value);
        }
        return argument == null ? undeclared(name, use) : missing(argument, use);
    }

    private Optional<String> missing(DeclaredArgument argument, Use use) {
        if (use.demands() && defaultOf != null && defaultOf.name().equals(argument.name())) {
            defaultOf.demandItself();
        }
        if (Predefined.contains(argument.name())) {
            uncertain = true;
            return use.demands() ? Optional.of(Expanded.PLACEHOLDER) : Optional.empty();
        }
        if (use.guarded()) {
            guardedMissing.add(argument);
            return Optional.empty();
        }
        missing.add(argument);
        return placeholder();
    }

    private Optional<String> undeclared(String name, Use use) {
        if (undeclared == null) {
            undeclared = new LinkedHashSet<>();
        }
        undeclared.add(name);
        if (use.demands() && defaultOf != null) {
            defaultOf.demandItself();
            return placeholder();
        }
        if (everythingIsKnown) {
            return Optional.empty();
        }
        uncertain = true;
        return use.demands() ? Optional.of(Expanded.PLACEHOLDER) : Optional.empty();
    }

    private Optional<String> placeholder() {
        uncertain = true;
        return Optional.of(Expanded.PLACEHOLDER);
    }
}
