// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.instruction.Instruction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One declaration of an argument in what is built, with all that evaluation finds out about it. */
public final class DeclaredArgument {
    /** Where the value comes from that an argument has when none is given. */
    public enum Origin {
        NONE,
        /** Its own default. */
        OWN,
        /** An ENV or ARG of the same name before it. */
        INHERITED,
        /** The ARG of the same name before the first FROM. */
        GLOBAL,
        /** The engine. */
        AUTOMATIC
    }

    private final Optional<Integer> stage;
    private final int line;
    private final Instruction.Arg.Definition definition;
    private final boolean given;
    private final boolean accidental;
    private final List<ArgumentRead> reads = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private @Nullable String value;
    private @Nullable String shown;
    private Origin origin = Origin.NONE;
    private boolean demanded;
    private boolean demandsItself;
    private boolean ambient;
    private boolean used;
    private boolean usedHard;

    /** What its default is made of; the read is absent where it just takes the value over. */
    private record Dependency(DeclaredArgument on, Optional<ArgumentRead> read) {}

    DeclaredArgument(
            Optional<Integer> stage,
            int line,
            Instruction.Arg.Definition definition,
            boolean given,
            @Nullable Binding before) {
        this.stage = stage;
        this.line = line;
        this.definition = definition;
        this.given = given;
        this.accidental = definition.accidental() && !isMeant(before);
    }

    /** A word of a comment may repeat the name of an argument, which stays what it is. */
    private static boolean isMeant(@Nullable Binding before) {
        return before != null && before.argument() != null && !before.argument().accidental();
    }

    public String name() {
        return definition.name();
    }

    /** Absent before the first FROM. */
    public Optional<Integer> stage() {
        return stage;
    }

    /** 1-based. */
    public int line() {
        return line;
    }

    public Optional<String> writtenDefault() {
        return definition.value();
    }

    public Optional<String> description() {
        return definition.description();
    }

    /** A word of a comment, or of what stands in quotes that are none, declares it. */
    public boolean accidental() {
        return accidental;
    }

    /** A value was given for it. */
    public boolean given() {
        return given;
    }

    /** What it is worth when no value is given. */
    public Optional<String> effectiveDefault() {
        return Optional.ofNullable(value);
    }

    /** The same as people are shown it: as written where it hangs on what is not known. */
    public Optional<String> shownDefault() {
        return Optional.ofNullable(shown);
    }

    /** What its line makes of it: absent too where the line only demands a value. */
    public Optional<String> ownDefault() {
        if (origin == Origin.OWN) {
            return shownDefault();
        }
        return demandsItself ? Optional.empty() : writtenDefault();
    }

    public Origin origin() {
        return origin;
    }

    /** Something cannot be evaluated without it, so that no build gets around giving a value. */
    public boolean demanded() {
        return demanded || demandsItself;
    }

    /** Its own default cannot be evaluated, as in {@code ARG V=${V:?}}. */
    public boolean demandsItself() {
        return demandsItself;
    }

    /** A RUN has it in its environment. */
    public boolean ambient() {
        return ambient;
    }

    /** A FROM, or a stage that declares it, needs the value of this one; for global ones only. */
    public boolean used() {
        return used;
    }

    public List<ArgumentRead> reads() {
        return Collections.unmodifiableList(reads);
    }

    void hasDefault(Expanded own) {
        hasDefault(own.text(), own.shown(), Origin.OWN);
    }

    /** Takes over what the name stood for before, but for the value that was given for it. */
    void hasDefault(Binding before, Origin from) {
        DeclaredArgument argument = before.automatic() ? null : before.argument();
        Origin takenFrom = before.automatic() ? Origin.AUTOMATIC : from;
        if (argument == null) {
            hasDefault(before.value(), before.shown(), takenFrom);
        } else {
            hasDefault(argument.value, argument.shown, takenFrom);
        }
    }

    private void hasDefault(@Nullable String effective, @Nullable String visible, Origin from) {
        value = effective;
        shown = visible;
        origin = effective == null ? Origin.NONE : from;
    }

    /** What the name stands for while no value is given. */
    Binding withItsDefault(boolean uncertain) {
        return new Binding(value, shown, uncertain, this, false);
    }

    void demand() {
        demanded = true;
    }

    void demandItself() {
        demandsItself = true;
        hasDefault(null, null, Origin.NONE);
    }

    void inEnvironmentOfARun() {
        ambient = true;
    }

    void addRead(ArgumentRead read) {
        reads.add(read);
    }

    /** The value cannot be empty where it is read last. */
    void hardenLastRead() {
        if (!reads.isEmpty()) {
            reads.set(reads.size() - 1, reads.getLast().hardened());
        }
    }

    void dependsOn(DeclaredArgument other, Optional<ArgumentRead> read) {
        dependencies.add(new Dependency(other, read));
    }

    /** Also marks what its default is made of. */
    void use(boolean hard) {
        List<DeclaredArgument> open = new ArrayList<>();
        if (marks(hard)) {
            open.add(this);
        }
        while (!open.isEmpty()) {
            DeclaredArgument next = open.removeLast();
            for (Dependency dependency : next.dependencies) {
                boolean guarded = dependency.read().map(ArgumentRead::guarded).orElse(false);
                if (dependency.on().marks(next.usedHard && !guarded)) {
                    open.add(dependency.on());
                }
            }
        }
    }

    private boolean marks(boolean hard) {
        boolean isNews = !used || (hard && !usedHard);
        used = true;
        usedHard |= hard;
        return isNews;
    }

    /**
     * Hands the reads in its default on to what is read there. They count where the default does;
     * what demands a value is an error even where it does not.
     */
    void settle() {
        for (Dependency dependency : dependencies) {
            dependency
                    .read()
                    .filter(read -> used || read.hard())
                    .map(read -> usedHard && !read.guarded() ? read.hardened() : read)
                    .ifPresent(dependency.on()::addRead);
        }
    }
}
