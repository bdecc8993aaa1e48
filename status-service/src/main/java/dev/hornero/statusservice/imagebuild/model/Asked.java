// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What people and services asked for: the build, and perhaps its cancellation (by whom). */
record Asked(Optional<Fact<Acceptance>> accepted, Optional<Fact<String>> cancelRequestedBy) {
    static final Asked NOTHING = new Asked(Optional.empty(), Optional.empty());

    Asked {
        requireNonNull(accepted, "accepted");
        requireNonNull(cancelRequestedBy, "cancelRequestedBy");
    }

    static Asked forBuild(Fact<Acceptance> fact) {
        return new Asked(Optional.of(fact), Optional.empty());
    }

    static Asked toCancel(Fact<String> fact) {
        return new Asked(Optional.empty(), Optional.of(fact));
    }

    Asked join(Asked other) {
        return new Asked(
                Fact.join(accepted, other.accepted, Fact::earlier),
                Fact.join(cancelRequestedBy, other.cancelRequestedBy, Fact::earlier));
    }
}
