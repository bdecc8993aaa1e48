// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Placement.Toleration;
import dev.hornero.http.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Node selector and tolerations, as Kubernetes takes them. */
public final class PlacementField {
    private static final Pattern LABEL_KEY =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?"
                            + "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final Set<String> OPERATORS = Set.of("Exists", "Equal");
    private static final Set<String> EFFECTS =
            Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private PlacementField() {}

    /** Checks what Kubernetes would refuse only when the build's Pod is made. */
    public static Placement check(Placement given) {
        given.nodeSelector()
                .forEach((key, value) -> {
                    if (!LABEL_KEY.matcher(key).matches()
                            || !LABEL_VALUE.matcher(value).matches()) {
                        throw ProblemException.invalid(
                                "nodeSelector." + key, "Use the key and value of a node's label.");
                    }
                });
        for (int i = 0; i < given.tolerations().size(); i++) {
            check(given.tolerations().get(i), "tolerations[" + i + "]");
        }
        return given;
    }

    private static void check(Toleration given, String field) {
        within(OPERATORS, given.operator(), field + ".operator");
        within(EFFECTS, given.effect(), field + ".effect");
        if (given.key().isPresent() && !LABEL_KEY.matcher(given.key().get()).matches()) {
            throw ProblemException.invalid(field + ".key", "Use the key of a node's taint.");
        }
        boolean anyKey = given.key().isEmpty();
        boolean exists = given.operator().filter("Exists"::equals).isPresent();
        if (anyKey && !exists) {
            throw ProblemException.invalid(
                    field + ".key", "Name a taint's key, or tolerate all with operator Exists.");
        }
        if (exists && given.value().filter(value -> !value.isEmpty()).isPresent()) {
            throw ProblemException.invalid(
                    field + ".value", "Leave the value out: Exists looks at the key only.");
        }
        if (given.value().isPresent() && !LABEL_VALUE.matcher(given.value().get()).matches()) {
            throw ProblemException.invalid(field + ".value", "Use the value of a node's taint.");
        }
    }

    private static void within(Set<String> known, Optional<String> given, String field) {
        if (given.isPresent() && !known.contains(given.get())) {
            throw ProblemException.invalid(
                    field, "Use one of " + String.join(", ", known.stream().sorted().toList()));
        }
    }
}
