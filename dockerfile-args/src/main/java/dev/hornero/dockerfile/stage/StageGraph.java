// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The stages of a Dockerfile and which of them a target needs. */
public final class StageGraph {
    private final List<BuildStage> stages;
    private final BuildStage target;

    StageGraph(List<BuildStage> stages, BuildStage target) {
        this.stages = List.copyOf(stages);
        this.target = target;
    }

    /** All, in the order of the file. */
    public List<BuildStage> stages() {
        return stages;
    }

    public BuildStage target() {
        return target;
    }

    /**
     * The stages that are built, the target first and each before what it needs; without those that
     * only a mount reaches when {@code mountsToo} is not set.
     */
    public Set<BuildStage> needed(boolean mountsToo) {
        Set<BuildStage> needed = new LinkedHashSet<>();
        Deque<BuildStage> open = new ArrayDeque<>();
        open.push(target);
        while (!open.isEmpty()) {
            BuildStage stage = open.pop();
            if (needed.add(stage)) {
                // Pushed last and so visited first: the base.
                stage.needs(mountsToo).forEach(open::push);
            }
        }
        return needed;
    }
}
