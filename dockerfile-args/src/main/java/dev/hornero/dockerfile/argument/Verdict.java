// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.argument;

import dev.hornero.dockerfile.Evidence;
import dev.hornero.dockerfile.Requirement;
import dev.hornero.dockerfile.stage.ArgumentRead;
import dev.hornero.dockerfile.stage.DeclaredArgument;
import dev.hornero.dockerfile.stage.Predefined;
import java.util.Optional;

/** Whether one declaration needs a value. */
record Verdict(Requirement requirement, Optional<Evidence> evidence, boolean hard) {
    private static final Verdict OPTIONAL =
            new Verdict(Requirement.OPTIONAL, Optional.empty(), false);
    private static final Verdict IGNORABLE =
            new Verdict(Requirement.IGNORABLE, Optional.empty(), false);

    static Verdict on(DeclaredArgument argument) {
        if (argument.given()) {
            return isOfUse(argument) ? OPTIONAL : IGNORABLE;
        }
        if (argument.demanded()) {
            return required(Evidence.EXPLICIT, true);
        }
        if (isFilledInByTheEngine(argument)) {
            return IGNORABLE;
        }
        if (argument.effectiveDefault().isPresent()) {
            return isOfUse(argument) ? OPTIONAL : IGNORABLE;
        }
        if (argument.reads().stream().anyMatch(read -> !read.guarded())) {
            return required(
                    Evidence.EXPLICIT, argument.reads().stream().anyMatch(ArgumentRead::hard));
        }
        if (!argument.reads().isEmpty()) {
            return OPTIONAL;
        }
        return isAmbient(argument) ? required(Evidence.AMBIENT, false) : IGNORABLE;
    }

    private static Verdict required(Evidence evidence, boolean hard) {
        return new Verdict(Requirement.REQUIRED, Optional.of(evidence), hard);
    }

    /** A default in a stage counts by itself, for a value would replace it there. */
    private static boolean isOfUse(DeclaredArgument argument) {
        return argument.stage().isEmpty()
                ? argument.used()
                : argument.effectiveDefault().isPresent()
                        || !argument.reads().isEmpty()
                        || argument.ambient();
    }

    /** A tool looks for names that its author can write, so for no others. */
    private static boolean isAmbient(DeclaredArgument argument) {
        return argument.ambient()
                && !argument.accidental()
                && Arguments.isReferenceable(argument.name());
    }

    private static boolean isFilledInByTheEngine(DeclaredArgument argument) {
        if (!Predefined.contains(argument.name())) {
            return false;
        }
        return switch (argument.origin()) {
            case NONE, AUTOMATIC -> true;
            case OWN, INHERITED, GLOBAL -> false;
        };
    }
}
