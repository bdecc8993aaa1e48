// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.instruction.Position;
import dev.hornero.dockerfile.line.InvalidDockerfileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stages that take files from each other in a circle, or from themselves. */
final class CircularDependencies {
    private CircularDependencies() {}

    /** Refuses a circle, naming the first stage that leads into it. */
    static void refuse(List<BuildStage> stages) throws InvalidDockerfileException {
        Set<BuildStage> visited = new HashSet<>();
        for (BuildStage stage : stages) {
            refuseFrom(stage, visited);
        }
    }

    private static void refuseFrom(BuildStage root, Set<BuildStage> visited)
            throws InvalidDockerfileException {
        if (!visited.add(root)) {
            return;
        }
        Set<BuildStage> path = new HashSet<>(Set.of(root));
        Deque<Step> steps = new ArrayDeque<>();
        steps.push(new Step(root));
        int firstLine = root.line();
        while (!steps.isEmpty()) {
            Step step = steps.peek();
            if (!step.rest.hasNext()) {
                path.remove(step.stage);
                steps.pop();
                continue;
            }
            Map.Entry<BuildStage, Position> dependency = step.rest.next();
            if (step.stage == root) {
                firstLine = dependency.getValue().first();
            }
            if (path.contains(dependency.getKey())) {
                throw new InvalidDockerfileException(
                        firstLine, "circular dependency detected on stage: " + root.displayName());
            }
            if (visited.add(dependency.getKey())) {
                path.add(dependency.getKey());
                steps.push(new Step(dependency.getKey()));
            }
        }
    }

    private static final class Step {
        private final BuildStage stage;
        private final Iterator<Map.Entry<BuildStage, Position>> rest;

        Step(BuildStage stage) {
            this.stage = stage;
            this.rest = stage.dependencies().entrySet().iterator();
        }
    }
}
