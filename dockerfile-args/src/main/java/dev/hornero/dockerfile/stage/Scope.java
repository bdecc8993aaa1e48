// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables at one place of one stage. Stages are walked along their bases, so one scope does
 * for all of them: what a stage has set is undone when the walk leaves it, and never copied.
 */
final class Scope {
    private final Map<String, Binding> bindings = new HashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();

    /** How many RUN there were when an argument came, or came back, in sight. */
    private final Map<DeclaredArgument, Integer> inSightSince = new HashMap<>();

    private int runs;

    private record Change(String name, @Nullable Binding before) {}

    @Nullable Binding get(String name) {
        return bindings.get(name);
    }

    void put(String name, Binding binding) {
        Binding before = bindings.put(name, binding);
        changes.push(new Change(name, before));
        leavesSight(before);
        comesInSight(binding);
    }

    /** A RUN has everything that is in sight in its environment. */
    void run() {
        runs++;
    }

    /** Where {@link #undoTo} can go back to. */
    int mark() {
        return changes.size();
    }

    void undoTo(int mark) {
        while (changes.size() > mark) {
            Change change = changes.pop();
            Binding before = change.before();
            leavesSight(
                    before == null
                            ? bindings.remove(change.name())
                            : bindings.put(change.name(), before));
            if (before != null) {
                comesInSight(before);
            }
        }
    }

    private void comesInSight(Binding binding) {
        if (binding.argument() != null) {
            inSightSince.put(binding.argument(), runs);
        }
    }

    private void leavesSight(@Nullable Binding binding) {
        if (binding == null || binding.argument() == null) {
            return;
        }
        Integer since = inSightSince.remove(binding.argument());
        if (since != null && since < runs) {
            binding.argument().inEnvironmentOfARun();
        }
    }
}
