// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stage with its place in the graph. */
public final class BuildStage {
    static final String SCRATCH = "scratch";

    private final int index;
    private final Instruction.From from;
    private final Expanded base;
    private final @Nullable BuildStage baseStage;
    private final String operatingSystem;
    private final List<Command> commands = new ArrayList<>();

    /** What it takes files from, each with where it does so last; mounts alone apart. */
    private final Map<BuildStage, Position> dependencies = new LinkedHashMap<>();

    private final Map<BuildStage, Position> copies = new LinkedHashMap<>();
    private boolean reachable;

    BuildStage(
            int index,
            Instruction.From from,
            Expanded base,
            @Nullable BuildStage baseStage,
            String operatingSystem) {
        this.index = index;
        this.from = from;
        this.base = base;
        this.baseStage = baseStage;
        this.operatingSystem = operatingSystem;
    }

    /** From 0, in the order of the file. */
    public int index() {
        return index;
    }

    public Instruction.From from() {
        return from;
    }

    /** 1-based, of its FROM. */
    public int line() {
        return from.position().first();
    }

    /** The stage that it continues. */
    public Optional<BuildStage> baseStage() {
        return Optional.ofNullable(baseStage);
    }

    /** The image that it starts from, as written where it hangs on a value that is not known. */
    public Optional<String> baseImage() {
        return baseStage != null || isScratch()
                ? Optional.empty()
                : Optional.of(base.uncertain() ? from.base() : base.text());
    }

    /** It is built. */
    public boolean reachable() {
        return reachable;
    }

    /** As BuildKit's messages call it. */
    String displayName() {
        return from.name().orElse("stage-" + index);
    }

    Expanded base() {
        return base;
    }

    boolean isScratch() {
        return baseStage == null && base.text().equals(SCRATCH);
    }

    String operatingSystem() {
        return operatingSystem;
    }

    List<Command> commands() {
        return commands;
    }

    Map<BuildStage, Position> dependencies() {
        return dependencies;
    }

    void add(Command command) {
        commands.add(command);
        dependsOn(command);
    }

    /** Triggers run before the instructions of the stage itself. */
    void pull(List<Command> triggers) {
        commands.addAll(0, triggers);
        triggers.forEach(this::dependsOn);
    }

    private void dependsOn(Command command) {
        for (Source source : command.sources()) {
            BuildStage stage = source.stage();
            if (stage != null) {
                Position position = command.instruction().position();
                dependencies.put(stage, position);
                if (command.instruction() instanceof Instruction.Copy) {
                    copies.put(stage, position);
                }
            }
        }
    }

    /** The stages that have to be built for this one; those only mounted are left out on demand. */
    List<BuildStage> needs(boolean mountsToo) {
        List<BuildStage> needs = new ArrayList<>((mountsToo ? dependencies : copies).keySet());
        if (baseStage != null) {
            needs.add(baseStage);
        }
        return needs;
    }

    /** Whether this is news. */
    boolean reach() {
        boolean news = !reachable;
        reachable = true;
        return news;
    }
}
